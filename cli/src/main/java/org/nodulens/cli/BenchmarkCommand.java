package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.faithfulness.BenchmarkPreface;
import org.nodulens.faithfulness.BenchmarkReport;
import org.nodulens.faithfulness.BenchmarkRequest;
import org.nodulens.faithfulness.BenchmarkRun;
import org.nodulens.faithfulness.BenchmarkSample;
import org.nodulens.faithfulness.CropResult;
import org.nodulens.faithfulness.Fill;
import org.nodulens.faithfulness.UnfinishedBenchmark;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens benchmark}: which kind of map to trust. */
@Command(
    name = "benchmark",
    description = {
      "Holds importance maps against what a model does once pixels are gone, against readers'"
          + " contours, against each other and against a network whose layers were shuffled, with"
          + " controls: a random map, the distance from the centre, the contours themselves.",
      "Writes crops.csv, curves.csv (a row a nodule, method, task), scores.csv (means, 95 %% intervals,"
          + " paired tests), benchmark.md, benchmark.html and figures/. A killed run goes on. A nodule"
          + " of a training patient is explained by the fold model that has not seen this patient."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private OutFolderOptions out;

  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set whose crops are explained.")
  private Path crops;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = ALL,
      description =
          "Comma-separated names of methods, or all (but smooth_cdam_sd). cdam, or else the first,"
              + " is what the others are held against. Default: ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "TASK",
      description = "Comma-separated names of the model's tasks. Default: all of them.")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Take the crops of N patients, drawn at random. Default: all.")
  private @Nullable Integer sample;

  @Option(
      names = "--sanity",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Shuffle layers for a crop each of N patients; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int sanity;

  @Option(names = "--blur", description = "Fill with a blurred image instead of the image's mean.")
  private boolean blur;

  @Option(
      names = "--move-contours",
      split = ",",
      arity = "1",
      paramLabel = "PIXELS",
      description = "Also hold maps against contours moved by COLUMNS,ROWS, to the right and down.")
  private List<Integer> move = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "17",
      description =
          "Of sample, boxes, equal elements, random maps and weights, resampling. Default:"
              + " ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (sanity < 0 || (sample != null && sample < 1)) {
      throw new UsageException("--sample must be at least 1, --sanity at least 0");
    }
    CropSet set = CropSet.open(crops);
    if (set.records().isEmpty()) {
      throw new UsageException("crop set " + set.folder() + " holds no crops");
    }
    BenchmarkReport report;
    try (ScoringModels models = model.open()) {
      BenchmarkRequest request = request(models);
      BenchmarkSample drawn =
          BenchmarkSample.draw(set.records(), sample == null ? Integer.MAX_VALUE : sample, seed);
      for (CropRecord crop : drawn.crops()) {
        models.forPatient(crop.patientId()); // whatever is amiss shows before the work begins
      }
      try (OutputFolder folder = out.open(OutputFolder.Unfinished.GOES_ON)) {
        BenchmarkPreface preface = BenchmarkPreface.of(models, set, drawn, request);
        var unfinished = UnfinishedBenchmark.in(folder.path(), preface.identity());
        List<CropResult> results;
        try (BenchmarkRun run = new BenchmarkRun(models, set, request, System::nanoTime)) {
          results = measureAll(run, drawn, unfinished);
        }
        report = BenchmarkReport.of(results, request, preface.paragraphs(results));
        report.writeInto(folder.path());
        preface.origin(results).writeInto(folder.path());
        unfinished.finish(folder.path(), results);
        folder.commit();
      }
    }
    PrintWriter print = spec.commandLine().getOut();
    print.print(report.markdown());
    print.flush();
    return ExitStatus.FINISHED;
  }

  private List<CropResult> measureAll(
      BenchmarkRun run, BenchmarkSample drawn, UnfinishedBenchmark unfinished) throws IOException {
    Set<String> randomized = drawn.oneCropEach(sanity);
    List<CropResult> results = new ArrayList<>();
    try (Progress progress = Progress.of("benchmarking", drawn.crops().size(), "nodules")) {
      for (int i = 0; i < drawn.crops().size(); i++) {
        CropRecord crop = drawn.crops().get(i);
        if (!unfinished.has(i)) {
          unfinished.keep(i, run.measure(crop, randomized.contains(crop.cropId())));
        }
        results.add(unfinished.read(i));
        progress.step();
      }
    }
    return results;
  }

  private BenchmarkRequest request(ScoringModels models) {
    requireDistinct("--tasks", tasks);
    requireDistinct("--methods", methods);
    return new BenchmarkRequest(
        estimators(),
        ModelOptions.tasks(models.model().description(), tasks),
        blur ? Fill.BLUR : Fill.MEAN,
        contourMove(),
        seed);
  }

  private Optional<BenchmarkRequest.ContourMove> contourMove() {
    if (move.isEmpty()) {
      return Optional.empty();
    }
    if (move.size() != 2) {
      throw new UsageException("--move-contours takes two numbers COLUMNS,ROWS, got " + move);
    }
    return Optional.of(new BenchmarkRequest.ContourMove(move.get(0), move.get(1)));
  }

  private static void requireDistinct(String option, List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw new UsageException(option + " names something twice: " + names);
    }
  }

  private List<ImportanceEstimator> estimators() {
    return NamedMethods.of(methods.equals(List.of(ALL)) ? Methods.importanceIds() : methods);
  }
}
