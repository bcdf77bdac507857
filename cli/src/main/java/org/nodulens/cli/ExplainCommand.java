package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.cropset.Counted;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.Concept;
import org.nodulens.explain.ConceptFile;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.report.CropExplanations;
import org.nodulens.report.ExplainRun;
import org.nodulens.report.ExplainedNodule;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.InOrder;
import org.nodulens.vit.NetworkSource;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;
import org.nodulens.vit.View;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens explain}: importance maps and overlay pictures of predictions. */
@Command(
    name = "explain",
    description = {
      "Maps what each prediction rests on: raw signed maps (maps.json, maps.csv, maps-*.npy) and"
          + " overlay pictures (overlays/*.png), where asked for volumes on the CT's grid.",
      "A nodule of a training patient is explained by the fold model that has not seen this"
          + " patient."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private OutFolderOptions out;
  @Mixin private SliceOptions slices;
  @Mixin private SparkOption spark;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "cdam",
      description =
          "Comma-separated: cdam, cdam_value, cdam_key, smooth_cdam, smooth_cdam_sd,"
              + " integrated_cdam, attention, attention_rollout, relevance_propagation,"
              + " partial_lrp, integrated_gradients, smoothgrad, input_x_gradient, token_ablation,"
              + " legrad; or all. Default: ${DEFAULT-VALUE}.")
  private List<String> methods;

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "TASK",
      description = "Comma-separated names of the model's tasks. Default: all of them.")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--concepts",
      split = ",",
      paramLabel = "FILE",
      description =
          "Comma-separated files of nodulens concept: maps of how much of each concept there is.")
  private List<Path> concepts = new ArrayList<>();

  @Option(
      names = "--trust",
      description =
          "Also judge every map on its own nodule (columns trusted, smooth_deviation,"
              + " ablation_agreement of maps.csv). Costs Smooth CDAM and a run of the network for"
              + " every patch.")
  private boolean trust;

  @Option(
      names = "--overlays",
      paramLabel = "N",
      defaultValue = "100",
      description = "Pictures for at most N nodules. Default: ${DEFAULT-VALUE}.")
  private int overlays;

  /** What is explained: the crops of a set, or one point of a series. */
  static final class Source {
    @Option(
        names = "--crops",
        paramLabel = "CROPSET",
        description = "Crop set whose crops are explained.")
    private @Nullable Path crops;

    @ArgGroup(exclusive = false)
    private @Nullable SeriesPoint series;
  }

  @Override
  public Integer call() throws IOException {
    if (overlays < 0) {
      throw new UsageException("--overlays must be at least 0, got " + overlays);
    }
    try (ScoringModels models = model.open()) {
      requireDistinct("--tasks", tasks);
      requireDistinct("--methods", methods);
      slices.requireFitting(models.model().description().input().views(), source.series != null);
      List<Task> asked = ModelOptions.tasks(models.model().description(), tasks);
      var request =
          new ExplainRun.Request(
              estimators(),
              asked,
              concepts(models, asked),
              overlays,
              /* judges= */ trust,
              slices.volumes());
      try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
        try (ExplainRun run =
            ExplainRun.into(folder.path(), models, ModelOptions.identity(models), request)) {
          if (source.crops != null) {
            CropSet crops = CropSet.open(source.crops);
            requireUnseen(crops, run);
            View view = models.model().description().input().views().get(0);
            if (spark.isGiven()) {
              List<SliceSpan> spans = new ArrayList<>();
              for (CropRecord crop : crops.records()) {
                spans.add(slices.of(crops, crop, view));
              }
              explainOnSpark(
                  new CropExplanations(crops, request, spans), run, folder, model.source(models));
            } else {
              explainAll(crops, run, view);
            }
            printCount(crops.records().size());
          } else if (source.series != null) {
            SliceSpan span = slices.aroundPoint();
            double reach = Math.max(models.model().description().reachMm(), span.aboveMm());
            print(run.explain(source.series.sample(reach), span), asked);
          }
        }
        folder.commit();
      }
    }
    return ExitStatus.FINISHED;
  }

  private static void requireDistinct(String option, List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw new UsageException(option + " names something twice: " + names);
    }
  }

  private List<ImportanceEstimator> estimators() {
    return NamedMethods.of(methods.equals(List.of("all")) ? Methods.ids() : methods);
  }

  private List<Concept> concepts(ScoringModels models, List<Task> asked) throws IOException {
    List<Concept> read = new ArrayList<>();
    List<String> names = new ArrayList<>(asked.stream().map(Task::name).toList());
    for (Path file : concepts) {
      Concept concept = ConceptFile.read(file, models.model().weightsSha256());
      names.add(concept.name());
      read.add(concept);
    }
    requireDistinct("--tasks and --concepts together", names);
    return read;
  }

  /** A crop and what was found out about it. */
  private record Found(NoduleSample sample, ExplainedNodule nodule) {}

  private static void requireUnseen(CropSet crops, ExplainRun run) throws IOException {
    if (crops.records().isEmpty()) {
      throw new UsageException("crop set " + crops.folder() + " holds no crops");
    }
    for (CropRecord crop : crops.records()) {
      run.requireUnseen(crop.patientId());
    }
  }

  private void explainAll(CropSet crops, ExplainRun run, View view) throws IOException {
    List<CropRecord> records = crops.records();
    try (Progress progress = Progress.of("explaining", records.size(), "nodules")) {
      InOrder.run(
          records,
          crop -> {
            NoduleSample sample = NoduleSample.of(crops, crop);
            return new Found(sample, run.explained(sample, slices.of(crops, crop, view)));
          },
          found -> {
            run.write(found.sample(), found.nodule());
            progress.step();
          });
    }
  }

  private void explainOnSpark(
      CropExplanations asked, ExplainRun run, OutputFolder folder, NetworkSource network)
      throws IOException {
    int pieces = Chunk.all(asked.crops().records().size()).size();
    try (Progress progress = Progress.of("explaining", pieces, "pieces")) {
      spark.use(
          folder,
          network,
          progress,
          elsewhere -> {
            asked.write(elsewhere, run);
            return run;
          });
    }
  }

  private void printCount(int nodules) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "%s explained, %d with pictures%s%n",
        Counted.of(nodules, "nodule"),
        Math.min(nodules, overlays),
        slices.doubt().map(doubt -> ", " + doubt).orElse(""));
    print.flush();
  }

  private void print(Explanation explanation, List<Task> asked) {
    PrintWriter print = spec.commandLine().getOut();
    for (Prediction prediction : explanation.predictions()) {
      if (asked.stream().anyMatch(task -> task.name().equals(prediction.task().name()))) {
        print.printf(
            "%s %.3f %s%n", prediction.task().name(), prediction.value(), prediction.task().unit());
      }
    }
    print.flush();
  }
}
