package org.nodulens.datasets.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.datasets.archive.MadeUpArchive.COLLECTION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.IngestListener;

/** Fetches from a made-up archive of two series, and what is on disk afterwards. */
abstract class ArchiveFetching {
  static final SeriesSelection ALL =
      new SeriesSelection(new PatientChoice.All(), Set.of(), Optional.empty(), OptionalInt.empty());
  static final int ATTEMPTS = 4;

  @TempDir Path folder;
  final List<Duration> pauses = new ArrayList<>();
  Patience patience =
      new Patience(Duration.ofSeconds(20), ATTEMPTS, Duration.ofSeconds(1), Duration.ofSeconds(30));
  MadeUpArchive archive;
  MadeUpSeries first;
  MadeUpSeries second;

  @BeforeEach
  void open() throws IOException {
    archive = new MadeUpArchive();
    first = MadeUpSeries.write("1.2.3.1", folder);
    second = MadeUpSeries.write("1.2.3.2", folder);
    Files.delete(folder.resolve("slice.dcm"));
    archive.add("P-1", first).add("P-2", second);
  }

  @AfterEach
  void close() {
    archive.close();
  }

  Fetch fetch() {
    return Fetch.from(archive.url(), patience, pauses::add);
  }

  Path out() {
    return folder.resolve("out");
  }

  FetchSummary run() throws IOException {
    return fetch().into(out(), COLLECTION, ALL, IngestListener.SILENT);
  }

  /** With the first series served so; the last reply stays. */
  FetchSummary runWith(MadeUpArchive.Reply... images) throws IOException {
    archive.reply("getImageWithMD5Hash 1.2.3.1", images);
    return run();
  }

  List<String> rejected() throws IOException {
    List<String> rows = Files.readAllLines(out().resolve("rejected.csv"));
    return rows.subList(1, rows.size());
  }

  List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.contains(".fetch"))
          .sorted()
          .toList();
    }
  }

  void requireFirst() throws IOException {
    for (Map.Entry<String, byte[]> image : first.images().entrySet()) {
      assertThat(out().resolve(COLLECTION + "/P-1/1.2.3.1/" + image.getKey() + ".dcm"))
          .hasBinaryContent(image.getValue());
    }
  }
}
