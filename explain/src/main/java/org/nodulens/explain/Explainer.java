package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Pass;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;
import org.nodulens.vit.TracedPass;
import org.nodulens.vit.View;

/**
 * Explains the very number that a model predicts. The prediction's score is the mean over views,
 * shifts and symmetries; a view's map is the mean over that view's symmetries, each turned back, so
 * that the mean over views of the maps belongs to the score. Where there are s x s shifts, maps of
 * patches are interleaved on a grid s times as fine and each element is divided by s x s: the sum
 * over a view's map stays the mean of the sums over its passes' maps. Maps of pixels are averaged
 * over shifts where the pixels lie ({@link ImportanceMap#overlapped}).
 */
public final class Explainer implements AutoCloseable {
  private final NoduleClassifier classifier;
  private final ExplainedModel model;

  /**
   * Explains what this classifier predicts, which stays the caller's to close.
   *
   * @param classifier open for as long as the explainer is used
   */
  public Explainer(NoduleClassifier classifier) {
    this.classifier = classifier;
    this.model = ExplainedModel.of(classifier);
  }

  /** Predicts one nodule and maps the given tasks by each method. */
  public Explanation explain(
      CtVolume volume, PatientPoint center, List<ImportanceEstimator> methods, List<Task> tasks)
      throws IOException {
    return explain(volume, center, new Question(methods, tasks, List.of()));
  }

  /**
   * Predicts one nodule and maps tasks and concepts by each method. Concepts are among the
   * predictions too.
   *
   * @throws EngineAbsentException if a method needs an engine that is not there
   */
  public Explanation explain(CtVolume volume, PatientPoint center, Question question)
      throws IOException {
    List<TracedPass> passes = classifier.tracedPasses(volume, center);
    List<Pass> untraced = passes.stream().map(TracedPass::pass).toList();
    List<Prediction> predictions = new ArrayList<>(classifier.predict(untraced));
    List<Score> scores = scores(question.tasks(), predictions);
    float[] embedding = NoduleClassifier.embedding(untraced);
    for (ConceptVector concept : question.concepts()) {
      predictions.add(concept.prediction(embedding));
      scores.add(concept.score());
    }
    List<ExplainedPass> explained = new ArrayList<>();
    for (TracedPass pass : passes) {
      explained.add(
          new ExplainedPass(
              model, pass.pixels(), pass.blockInput(), pass.pass().classToken(), scores));
    }
    Ran ran = new Ran(volume, center, untraced, explained);
    List<MethodMaps> maps = new ArrayList<>();
    for (ImportanceEstimator method : question.methods()) {
      maps.addAll(maps(method, question.allTasks(), ran));
    }
    return new Explanation(predictions, maps);
  }

  /** What was run over a nodule. */
  private record Ran(
      CtVolume volume, PatientPoint center, List<Pass> passes, List<ExplainedPass> explained) {}

  /** Each task's score: its output; of several classes the likeliest one's. */
  private List<Score> scores(List<Task> tasks, List<Prediction> predictions) {
    List<Score> scores = new ArrayList<>();
    for (Task task : tasks) {
      int within =
          predictions.stream()
              .filter(prediction -> prediction.task().equals(task))
              .mapToInt(Prediction::output)
              .findFirst()
              .orElse(0);
      int first = classifier.description().firstOutput(task);
      scores.add(new OutputScore(classifier.head(), first + within));
    }
    return scores;
  }

  private List<MethodMaps> maps(ImportanceEstimator method, List<Task> tasks, Ran ran)
      throws IOException {
    List<List<float[]>> ofPasses = method.importance(ran.explained); // pass, then score
    List<MethodMaps> maps = new ArrayList<>();
    for (int score = 0; score < ofPasses.get(0).size(); score++) {
      Optional<Task> task = method.knowsTask() ? Optional.of(tasks.get(score)) : Optional.empty();
      maps.add(new MethodMaps(method, task, views(method.grid(), ran, ofPasses, score)));
    }
    return maps;
  }

  private List<ViewMap> views(MapGrid grid, Ran ran, List<List<float[]>> ofPasses, int score) {
    Map<View, Map<PatchShift, List<ImportanceMap>>> turnedBack = new LinkedHashMap<>();
    for (int i = 0; i < ran.passes.size(); i++) {
      Pass pass = ran.passes.get(i);
      turnedBack
          .computeIfAbsent(pass.view(), view -> new LinkedHashMap<>())
          .computeIfAbsent(pass.shift(), shift -> new ArrayList<>())
          .add(
              new ImportanceMap(size(grid), ofPasses.get(i).get(score))
                  .turnedBack(pass.symmetry()));
    }
    List<ViewMap> views = new ArrayList<>();
    turnedBack.forEach(
        (view, ofShifts) ->
            views.add(
                new ViewMap(
                    view,
                    classifier.plane(ran.volume, ran.center, view),
                    overShifts(grid, ofShifts))));
    return views;
  }

  private ImportanceMap overShifts(MapGrid grid, Map<PatchShift, List<ImportanceMap>> ofShifts) {
    Map<PatchShift, ImportanceMap> means = new LinkedHashMap<>();
    ofShifts.forEach((shift, maps) -> means.put(shift, ImportanceMap.mean(maps)));
    return grid == MapGrid.PIXEL
        ? ImportanceMap.overlapped(means)
        : ImportanceMap.interleaved(
            List.copyOf(means.values()), classifier.description().input().shifts());
  }

  private PixelSize size(MapGrid grid) {
    PixelSize image = model.config().image();
    return grid == MapGrid.PIXEL
        ? image
        : new PixelSize(model.config().grid().rows(), model.config().grid().columns());
  }

  /** Lets go of what methods loaded beside the classifier. */
  @Override
  public void close() {
    model.close();
  }
}
