package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestSummary;
import org.nodulens.datasets.Naming;
import org.nodulens.datasets.Pseudonyms;
import org.nodulens.volumeio.FormatException;
import org.nodulens.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens ingest}: a dataset becomes a crop set. */
@Command(
    name = "ingest",
    description = {
      "Cuts nodules out of CT studies into a crop set: cropset.json, manifest.csv, crops-*.npy"
          + " (HU), masks-*.npy, and rejected.csv, which says what did not become a crop and why.",
      "Exit status 1 where no nodule was kept."
    })
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutFolderOptions out;
  @Mixin private CropGridOptions crops;
  @Mixin private DatasetOptions data;
  @Mixin private SparkOption spark;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Series read at the same time. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--pseudonymize",
      paramLabel = "KEYFILE",
      description =
          "Keyed hashes instead of patient IDs, UIDs, names of nodules and files, everywhere. The"
              + " key is what the file holds, 16 bytes or more.")
  private @Nullable Path keyFile;

  @Option(names = "--strict", description = "Exit status 1 where anything at all was rejected.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    CropOptions options = crops.options();
    if (jobs < 1) {
      throw new UsageException("--jobs must be at least 1, got " + jobs);
    }
    data.requireOnlyItsOwn();
    if (data.areReadyMade()) {
      requireNoGrid();
    }
    requireFitForSpark();
    if (out.isInside(data.root())) {
      throw new UsageException("--out lies inside the folder of --root: it would be read as data");
    }
    return keyFile == null
        ? ingest(options, Naming.AS_GIVEN, UnaryOperator.identity())
        : ingestUnnamed(options, pseudonyms(keyFile));
  }

  /** Ready-made crops are copied: a grid that is asked for would be ignored. */
  private void requireNoGrid() {
    for (String option : CropGridOptions.NAMES) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new UsageException(
            option + " is for scans: the crops of --dataset lidc-crops keep their own grid");
      }
    }
  }

  /** Processes of a cluster leave results for each other in files, under the names they read. */
  private void requireFitForSpark() {
    if (spark.isGiven() && keyFile != null) {
      throw new UsageException(
          "--pseudonymize is not for --spark, whose processes hand over what they read by its own"
              + " names; use --jobs");
    }
    if (spark.isGiven() && data.areReadyMade()) {
      throw new UsageException(
          "--spark is for scans: the crops of --dataset lidc-crops are copied");
    }
  }

  private static Pseudonyms pseudonyms(Path keyFile) throws IOException {
    try {
      return Pseudonyms.byFile(keyFile);
    } catch (FormatException e) {
      throw new UsageException("--pseudonymize: " + e.getMessage());
    }
  }

  /** Messages quote files and what is in them: none of them gets out. */
  private int ingestUnnamed(CropOptions options, Pseudonyms pseudonyms) throws IOException {
    try {
      return ingest(
          options,
          pseudonyms,
          run -> run.hashed(pseudonyms::text).with("--pseudonymize", pseudonyms.keyFingerprint()));
    } catch (UsageException e) {
      throw new UsageException(withoutInputs(ErrorLine.of(e)));
    } catch (IOException | RuntimeException e) {
      throw WithheldException.of(e);
    }
  }

  /** Of a mistake: the longest path first, since one may lie below another. */
  private String withoutInputs(String message) {
    List<String> inputs =
        RunRecord.inputs(spec).stream()
            .map(Path::toString)
            .filter(path -> !path.matches("\\.{0,2}"))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String text = message;
    for (String input : inputs) {
      text = text.replace(input, "...");
    }
    return text;
  }

  private int ingest(CropOptions options, Naming naming, UnaryOperator<RunRecord> record)
      throws IOException {
    IngestSummary summary;
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON, record);
        Workplace workplace = spark.open();
        SeriesProgress progress = new SeriesProgress("ingesting")) {
      Ingest ingest =
          workplace == null ? Ingest.withJobs(jobs) : Ingest.at(workplace, folder.scratch());
      summary = ingest.with(naming).write(data.open(), options, folder.path(), progress);
      folder.commit();
    }
    print(summary);
    boolean nothingKept = summary.nodules().kept() == 0;
    if (nothingKept) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "nodulens: no nodule was kept of %d series under %s; rejected.csv says why%n",
          summary.series().in(), keyFile == null ? data.root() : "--root");
      err.flush();
    }
    return nothingKept || (strict && summary.rejected() > 0)
        ? ExitStatus.FAILED
        : ExitStatus.FINISHED;
  }

  private void print(IngestSummary summary) {
    PrintWriter print = spec.commandLine().getOut();
    for (Map.Entry<String, Long> code : summary.rejectedByCode().entrySet()) {
      print.printf("  rejected %s: %d%n", code.getKey(), code.getValue());
    }
    print.printf(
        "%s; %s; %s (rejected.csv lists what was rejected)%n",
        line("files", summary.files()),
        line("series", summary.series()),
        line("nodules", summary.nodules()));
    print.flush();
  }

  private static String line(String level, RejectCounts counts) {
    return "%s: %d in, %d kept, %d rejected"
        .formatted(level, counts.in(), counts.kept(), counts.rejected());
  }
}
