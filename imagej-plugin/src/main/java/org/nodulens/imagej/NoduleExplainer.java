package org.nodulens.imagej;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.explain.ConceptVector;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.Question;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.Task;

/** What a model says of a nodule, as the command line has it say. */
final class NoduleExplainer {
  /** How many steps {@link #explain} reports. */
  static final int STEPS = 2;

  private final String model;
  private final Progress progress;

  /**
   * Explains by a model.
   *
   * @param model by name
   */
  NoduleExplainer(String model, Progress progress) {
    this.model = model;
    this.progress = progress;
  }

  /** What is asked: every estimator's maps of every task and concept. */
  record Asked(List<String> tasks, List<String> methods, List<ConceptVector> concepts) {
    static Asked task(String task, String method) {
      return new Asked(List.of(task), List.of(method), List.of());
    }

    static Asked concept(ConceptVector concept, String method) {
      return new Asked(List.of(), List.of(method), List.of(concept));
    }
  }

  /** Is shown what is known so far, with more slices each time. */
  @FunctionalInterface
  interface Watcher {
    /**
     * Looks.
     *
     * @throws CancelledException if it is not wanted any more
     */
    void look(ExplainedNodule soFar) throws CancelledException;
  }

  /**
   * One map, and those of the other slices that the nodule spans, the nearest first. The prediction
   * is that of the nodule as it was marked.
   *
   * @param asked one estimator's map of one task or concept
   */
  ExplainedNodule explainSlices(PlacedNodule nodule, Asked asked, Watcher watcher)
      throws RefusedException, CancelledException, IOException {
    ExplainedNodule explained = explain(nodule, asked).get(0);
    List<Integer> others =
        nodule.slices().stream()
            .filter(slice -> slice != nodule.slice())
            .sorted(Comparator.comparingInt(slice -> Math.abs(slice - nodule.slice())))
            .toList();
    if (others.isEmpty() || !explained.hasViewInSlices()) {
      return explained;
    }
    watcher.look(explained);
    progress.expect(others.size());
    ScoringModels.Network network = network(nodule);
    ModelDescription description = network.classifier().description();
    Question question = question(asked, description);
    CtVolume volume = nodule.seenInSlicesBy(description);
    try (Explainer explainer = new Explainer(network.classifier())) {
      for (int slice : others) {
        progress.step("slice " + nodule.stack().stackSlice(slice));
        Explanation ofSlice = explainer.explain(volume, nodule.pointIn(slice), question);
        explained = explained.with(slice, ofSlice, ofSlice.maps().get(0));
        watcher.look(explained);
      }
    }
    return explained;
  }

  /** All maps of the nodule as it was marked: estimator by estimator, tasks before concepts. */
  List<ExplainedNodule> explain(PlacedNodule nodule, Asked asked)
      throws RefusedException, CancelledException, IOException {
    progress.step("loading the model");
    ScoringModels.Network network = network(nodule);
    ModelDescription description = network.classifier().description();
    Question question = question(asked, description);
    progress.step("explaining");
    Explanation explanation;
    try (Explainer explainer = new Explainer(network.classifier())) {
      explanation = explainer.explain(nodule.seenBy(description), nodule.center(), question);
    }
    var speaker = new ExplainedNodule.Network(model, network.name(), description);
    List<ExplainedNodule> explained = new ArrayList<>();
    for (MethodMaps maps : explanation.maps()) {
      Task task = maps.task().orElse(question.allTasks().get(0));
      explained.add(ExplainedNodule.asMarked(nodule, speaker, task, explanation, maps));
    }
    return explained;
  }

  /** The network that may speak of the stack's patient. */
  ScoringModels.Network network(PlacedNodule nodule) throws RefusedException, IOException {
    return OpenModels.of(model).forPatient(nodule.stack().patientId());
  }

  private static Question question(Asked asked, ModelDescription model) throws RefusedException {
    List<ImportanceEstimator> methods = new ArrayList<>();
    for (String method : asked.methods()) {
      methods.add(ExplainOptions.estimator(method));
    }
    List<Task> tasks = new ArrayList<>();
    for (String name : asked.tasks()) {
      tasks.add(
          model
              .task(name)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          "the model has no task "
                              + name
                              + "; it has "
                              + model.tasks().stream().map(Task::name).toList())));
    }
    return new Question(methods, tasks, asked.concepts());
  }
}
