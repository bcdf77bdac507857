package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.archive.ArchiveUrl;
import org.nodulens.datasets.archive.Fetch;
import org.nodulens.datasets.archive.FetchSummary;
import org.nodulens.datasets.archive.Patience;
import org.nodulens.datasets.archive.PatientChoice;
import org.nodulens.datasets.archive.SeriesSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens fetch}: series of a public archive. */
@Command(
    name = "fetch",
    description = {
      "Fetches series of The Cancer Imaging Archive, or of another archive that runs NBIA:"
          + " DIR/COLLECTION/PATIENT/SERIES/IMAGE.dcm, with the collection's licence.txt and"
          + " CITATION.txt, series.csv, and rejected.csv, which says what was not kept and why.",
      "Series that are there are not fetched again: the same command goes on after a break and tries"
          + " anew what failed, another selection adds to the folder.",
      "With --list, prints collections, or a collection's series, as CSV.",
      "Exit status 1 where no series was kept."
    })
final class FetchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--list", description = "Fetch nothing: list what there is.")
  private boolean list;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "The collection, as the archive spells it.")
  private @Nullable String collection;

  @Option(
      names = "--patients",
      split = ",",
      paramLabel = "N|ID",
      description = "So many patients, in order of their IDs, or these ones. Default: all.")
  private List<String> patients = List.of();

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "UID",
      description = "Series Instance UIDs. Default: all.")
  private List<String> series = List.of();

  @Option(
      names = "--modality",
      paramLabel = "CT",
      description = "Only series of this modality. Default: any.")
  private @Nullable String modality;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "At most so many series, in order of patient and UID. Default: all.")
  private @Nullable Integer count;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write: new, empty, or written by this command before.")
  private @Nullable Path out;

  @Option(
      names = "--overwrite",
      description = "Fetch everything anew; the old folder goes once the new one is complete.")
  private boolean overwrite;

  @Option(
      names = "--verify",
      description =
          "Read the series that are there, and fetch those anew whose bytes are not what they were.")
  private boolean verify;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = ArchiveUrl.TCIA,
      description = "Where the archive answers. Default: ${DEFAULT-VALUE}.")
  private String url;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "Longest wait for an answer and for the next byte of one; after that it is asked for again."
              + " Default: ${DEFAULT-VALUE}.")
  private double timeoutSeconds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Series fetched at the same time, at most 4. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    Fetch fetch = fetch();
    if (list && out != null) {
      throw new UsageException("--list writes nothing: leave out --out");
    }
    if (collection == null) {
      if (!list) {
        throw new UsageException("--collection is missing; --list names the collections");
      }
      FetchList.collections(fetch, spec.commandLine().getOut());
      return ExitStatus.FINISHED;
    }
    if (list) {
      FetchList.series(fetch, collection, selection(), spec.commandLine().getOut());
      return ExitStatus.FINISHED;
    }
    if (out == null) {
      throw new UsageException("--out is missing; --list shows what there is and fetches nothing");
    }
    return print(write(fetch, collection, selection(), out), out);
  }

  private FetchSummary write(Fetch fetch, String name, SeriesSelection selection, Path folder)
      throws IOException {
    try (SeriesProgress progress = new SeriesProgress("fetching")) {
      if (!overwrite && Fetch.hasWritten(folder)) {
        return fetch.into(folder, name, selection, progress);
      }
      try (OutputFolder aside =
          OutputFolder.open(spec, folder, OutputFolder.Unfinished.GOES_ON, overwrite)) {
        FetchSummary summary = fetch.into(aside.path(), name, selection, progress);
        aside.commit();
        return summary;
      }
    }
  }

  private Fetch fetch() {
    if (!(timeoutSeconds >= 0.1 && timeoutSeconds <= 3600)) {
      throw new UsageException("--timeout must be 0.1 to 3600 seconds, got " + timeoutSeconds);
    }
    Duration stall = Duration.ofMillis(Math.round(1000 * timeoutSeconds));
    try {
      Fetch fetch =
          Fetch.from(ArchiveUrl.of(url), Patience.DEFAULT.withStall(stall)).withJobs(jobs);
      return verify ? fetch.withVerification() : fetch;
    } catch (IllegalArgumentException e) {
      throw new UsageException("--url or --jobs: " + e.getMessage());
    }
  }

  private SeriesSelection selection() {
    try {
      return new SeriesSelection(
          PatientChoice.of(patients),
          new HashSet<>(series),
          Optional.ofNullable(modality),
          count == null ? OptionalInt.empty() : OptionalInt.of(count));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--patients, --series or --count: " + e.getMessage());
    }
  }

  private int print(FetchSummary summary, Path folder) {
    PrintWriter print = spec.commandLine().getOut();
    for (Map.Entry<String, Long> code : summary.rejectedByCode().entrySet()) {
      print.printf("  rejected %s: %d%n", code.getKey(), code.getValue());
    }
    print.printf(
        "series: %s (%d of them there before); files: %s; %d bytes (rejected.csv lists what was"
            + " rejected)%n",
        counts(summary.series()), summary.before(), counts(summary.files()), summary.bytes());
    print.flush();
    boolean nothingKept = summary.series().kept() == 0;
    if (nothingKept) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "nodulens: no series was kept of %d; %s says why%n",
          summary.series().in(), folder.resolve("rejected.csv"));
      err.flush();
    }
    return nothingKept || (strict && summary.rejected() > 0)
        ? ExitStatus.FAILED
        : ExitStatus.FINISHED;
  }

  private static String counts(RejectCounts counts) {
    return "%d in, %d kept, %d rejected".formatted(counts.in(), counts.kept(), counts.rejected());
  }
}
