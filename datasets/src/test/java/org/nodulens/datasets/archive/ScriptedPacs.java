package org.nodulens.datasets.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A PACS that does as it is told, without a network. */
final class ScriptedPacs implements PacsClient {
  static final PacsCall CALL =
      new PacsCall(PacsAddress.parse("TEST@host:104"), new AeTitle("ME"), Duration.ofSeconds(1));

  /** Instances by series, as it lists them. */
  final Map<String, List<String>> listed = new LinkedHashMap<>();

  /** What it sends of a series, in order: UID and content; all that is listed by default. */
  final Map<String, List<Map.Entry<String, String>>> sent = new LinkedHashMap<>();

  /** What it says of a series in the end. */
  final Map<String, Retrieval> answers = new LinkedHashMap<>();

  /** Names of files that it refuses. */
  Set<String> refuses = Set.of();

  /** After so many instances or files it breaks off. */
  int breaksOffAfter = Integer.MAX_VALUE;

  final List<String> fetched = new ArrayList<>();
  private int handled;

  void lists(String seriesUid, String... sopUids) {
    listed.put(seriesUid, List.of(sopUids));
  }

  void sends(String seriesUid, String... uidsAndContents) {
    List<Map.Entry<String, String>> instances = new ArrayList<>();
    for (int i = 0; i < uidsAndContents.length; i += 2) {
      instances.add(Map.entry(uidsAndContents[i], uidsAndContents[i + 1]));
    }
    sent.put(seriesUid, instances);
  }

  @Override
  public List<PacsSeries> find(PacsCall pacs, String studyUid) {
    List<PacsSeries> series = new ArrayList<>();
    listed.forEach(
        (uid, sopUids) ->
            series.add(
                new PacsSeries(
                    studyUid,
                    uid,
                    sopUids.stream().map(sop -> new PacsSeries.Instance(sop, "1.2")).toList())));
    return series;
  }

  @Override
  public Retrieval fetch(PacsCall pacs, PacsSeries series, InstanceSink sink) throws IOException {
    fetched.add(series.seriesUid());
    List<Map.Entry<String, String>> instances =
        sent.getOrDefault(
            series.seriesUid(),
            series.instances().stream().map(one -> Map.entry(one.sopUid(), one.sopUid())).toList());
    for (Map.Entry<String, String> instance : instances) {
      count();
      sink.take(instance.getKey(), out -> out.write(instance.getValue().getBytes(UTF_8)));
    }
    return answers.getOrDefault(series.seriesUid(), new Retrieval("success", List.of()));
  }

  @Override
  public void store(PacsCall pacs, List<Path> files, StoreListener listener) throws IOException {
    for (Path file : files) {
      count();
      if (refuses.contains(file.getFileName().toString())) {
        listener.rejected(file, "refused", "not today");
      } else {
        listener.stored(file);
      }
    }
  }

  private void count() throws PacsException {
    if (handled++ == breaksOffAfter) {
      throw new PacsException("TEST@host:104 closed the connection");
    }
  }
}
