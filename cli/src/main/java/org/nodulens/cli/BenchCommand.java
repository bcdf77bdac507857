package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.bench.Bench;
import org.nodulens.bench.BenchReport;
import org.nodulens.bench.Rounds;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens bench}: speed on this machine. */
@Command(
    name = "bench",
    description = {
      "Measures, in one run on this machine: predictions and maps of a ViT-S/8 with random weights and"
          + " of the embedded model, in each engine and precision, against the prediction alone (the"
          + " limit) and against the whole network forwards and backwards; reading a series against"
          + " reading its bytes. Where Python has torch or pydicom, against these as well.",
      "Contenders take turns; ratios and medians are printed."
    })
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Runs of each; one that has taken 30 s in all gets no further. Default: ${DEFAULT-VALUE}.")
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

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new UsageException("--rounds must be at least 1, got " + rounds);
    }
    PrintWriter err = spec.commandLine().getErr();
    Bench bench =
        new Bench(
            new Rounds(rounds, System::nanoTime),
            estimators(),
            part -> {
              err.println("measuring: " + part);
              err.flush();
            });
    Path folder = Files.createTempDirectory("nodulens-bench");
    BenchReport report;
    try {
      report = bench.run(folder);
    } finally {
      FolderTree.delete(folder);
    }
    report.print(spec.commandLine().getOut());
    if (json != null) {
      OutputFile.replace(json, report::write);
    }
    return ExitStatus.FINISHED;
  }

  private List<ImportanceEstimator> estimators() {
    List<ImportanceEstimator> estimators = new ArrayList<>();
    for (String id : methods.equals(List.of("all")) ? Methods.ids() : methods) {
      estimators.add(
          Methods.ofId(id)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "no method is called " + id + "; there are " + Methods.ids())));
    }
    return estimators;
  }
}
