package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.bench.Bench;
import org.nodulens.bench.BenchCrops;
import org.nodulens.bench.BenchReport;
import org.nodulens.bench.Rounds;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.volumeio.FolderTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens bench}: speed on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures, in one run on this machine: predictions and maps of a ViT-S/8 with random weights"
          + " and of the embedded model, in each engine and precision, against the prediction alone"
          + " (the limit) and against the whole network forwards and backwards; reading a series"
          + " against reading its bytes. Where Python has torch or pydicom, against these as well.",
      "Contenders take turns; ratios and medians are printed."
    })
final class BenchCommand implements Callable<Integer> {
  /** Nanoseconds in which Java compiles what a contender needs. */
  private static final long WARM_UP = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Runs of each; one that has taken 30 s in all gets no further. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "cdam,attention,smooth_cdam,integrated_cdam",
      description =
          "Comma-separated, as nodulens explain names them, or all (minutes). Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--crops",
      paramLabel = "CROPSET",
      description =
          "Crop set with labels: also measures what cheaper numbers cost on it, in AUC and in"
              + " correlation of maps.")
  private @Nullable Path crops;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = EmbeddedModel.NAME,
      description =
          "With --crops: what scores them, each by a fold that has not seen its patient where there"
              + " are folds. Default: ${DEFAULT-VALUE}.")
  private Path model;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "With --crops: at most so many labelled crops, spread evenly. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--trial",
      description =
          "A tiny network in place of ViT-S/8, to see in seconds that everything runs; its times"
              + " say nothing.")
  private boolean trial;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new UsageException("--rounds must be at least 1, got " + rounds);
    }
    if (sample < 1) {
      throw new UsageException("--sample must be at least 1, got " + sample);
    }
    PrintWriter err = spec.commandLine().getErr();
    Bench bench =
        new Bench(
            new Rounds(rounds, trial ? 0 : WARM_UP, System::nanoTime),
            estimators(),
            trial,
            part -> {
              err.println("measuring: " + part);
              err.flush();
            });
    Path folder = Files.createTempDirectory("nodulens-bench");
    BenchReport report;
    try {
      report = bench.run(folder, benchCrops());
    } finally {
      FolderTree.delete(folder);
    }
    report.print(spec.commandLine().getOut());
    if (json != null) {
      OutputFile.replace(json, report::write);
    }
    return ExitStatus.FINISHED;
  }

  private Optional<BenchCrops> benchCrops() throws IOException {
    return crops == null
        ? Optional.empty()
        : Optional.of(new BenchCrops(CropSet.open(crops), EmbeddedModel.orFolder(model), sample));
  }

  private List<ImportanceEstimator> estimators() {
    return NamedMethods.of(methods.equals(List.of("all")) ? Methods.ids() : methods);
  }
}
