package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;

/** Collects one crop's rows: of a score of several views the mean is taken. */
final class CropScores {
  /** The names of the scores, in the order of tables. */
  static final String AREA = "area";

  static final String BOX = "box";
  static final String COMPACTNESS = "compactness";
  static final String CLASS_CORRELATION = "class_correlation";
  static final String POINTING = "pointing";
  static final String MASS = "mass";
  static final String RANK = "rank";
  static final String MOVED = "_moved";
  static final String SECONDS = "seconds";
  static final String SANITY = "sanity_";

  private final ScoreRow.Subject subject;
  private final List<String> tasks;
  private final int[] outputs;
  private final List<ScoreRow> rows = new ArrayList<>();
  private final List<CurveRow> curves = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param tasks their names
   * @param outputs the model's output behind each task's score
   */
  CropScores(ScoreRow.Subject subject, List<String> tasks, int[] outputs) {
    this.subject = subject;
    this.tasks = List.copyOf(tasks);
    this.outputs = outputs.clone();
  }

  CropResult result() {
    return new CropResult(rows, curves);
  }

  void add(String method, String task, String score, OptionalDouble value) {
    value.ifPresent(v -> rows.add(new ScoreRow(subject, method, task, score, v)));
  }

  /** What taking pixels away shows. */
  void perturbations(Candidate candidate, List<PerturbedView> views) {
    List<List<PerturbationCurve>> shared = List.of(); // view, output: of a map for all tasks
    for (int task = 0; task < tasks.size(); task++) {
      List<ViewMap> maps = candidate.ofTask(task);
      if (shared.isEmpty() || !candidate.servesAllTasks()) {
        shared = curves(maps, views);
      }
      int output = outputs[task];
      PerturbationCurve curve =
          mean(shared.stream().map(ofOutputs -> ofOutputs.get(output)).toList());
      curves.add(new CurveRow(subject, candidate.method(), tasks.get(task), curve));
      add(candidate.method(), tasks.get(task), AREA, OptionalDouble.of(curve.area()));
      boxes(candidate.method(), task, maps, views);
    }
  }

  private static List<List<PerturbationCurve>> curves(
      List<ViewMap> maps, List<PerturbedView> views) {
    List<List<PerturbationCurve>> curves = new ArrayList<>();
    for (int view = 0; view < views.size(); view++) {
      curves.add(views.get(view).curves(maps.get(view).map()));
    }
    return curves;
  }

  private static PerturbationCurve mean(List<PerturbationCurve> ofViews) {
    return new PerturbationCurve(
        meanOf(ofViews.stream().map(PerturbationCurve::mostFirst).toList()),
        meanOf(ofViews.stream().map(PerturbationCurve::leastFirst).toList()));
  }

  private static List<Double> meanOf(List<List<Double>> curves) {
    Double[] mean = new Double[curves.get(0).size()];
    for (int i = 0; i < mean.length; i++) {
      int step = i;
      mean[i] = curves.stream().mapToDouble(curve -> curve.get(step)).average().orElseThrow();
    }
    return Arrays.asList(mean);
  }

  private void boxes(String method, int task, List<ViewMap> maps, List<PerturbedView> views) {
    List<Double> ofSizes = new ArrayList<>();
    for (int part : BoxSensitivity.PARTS) {
      List<Double> ofViews = new ArrayList<>();
      for (int view = 0; view < views.size(); view++) {
        ImportanceMap map = maps.get(view).map();
        views.get(view).boxes().correlation(map, outputs[task], part).ifPresent(ofViews::add);
      }
      OptionalDouble value = average(ofViews);
      add(method, tasks.get(task), BOX + "_1_" + part, value);
      value.ifPresent(ofSizes::add);
    }
    add(method, tasks.get(task), BOX, average(ofSizes));
  }

  /** What the maps themselves show. */
  void maps(Candidate candidate) {
    for (int task = 0; task < tasks.size(); task++) {
      List<Double> ofViews = new ArrayList<>();
      candidate.ofTask(task).forEach(view -> ofViews.add(Compactness.of(view.map())));
      add(candidate.method(), tasks.get(task), COMPACTNESS, average(ofViews));
    }
    List<Double> correlations = new ArrayList<>();
    for (int view = 0; view < candidate.ofTask(0).size(); view++) {
      List<ImportanceMap> ofTasks = new ArrayList<>();
      for (int task = 0; task < tasks.size(); task++) {
        ofTasks.add(candidate.ofTask(task).get(view).map());
      }
      ClassSensitivity.correlation(ofTasks).ifPresent(correlations::add);
    }
    add(candidate.method(), "", CLASS_CORRELATION, average(correlations));
  }

  /**
   * Where readers drew.
   *
   * @param cuts of the crop by each view's plane
   */
  void overlaps(Candidate candidate, List<PlaneCut> cuts, ContourMask contours, String suffix) {
    for (int readers = 1; readers <= ContourMask.MOST_READERS; readers++) {
      int atLeast = readers;
      List<boolean[]> masks = cuts.stream().map(cut -> contours.consensus(cut, atLeast)).toList();
      for (int task = 0; task < tasks.size(); task++) {
        List<LesionOverlap> ofViews = new ArrayList<>();
        for (int view = 0; view < cuts.size(); view++) {
          ImportanceMap map = candidate.ofTask(task).get(view).map();
          LesionOverlap.of(cuts.get(view).importance(map), masks.get(view)).ifPresent(ofViews::add);
        }
        overlap(candidate, task, "_" + readers + suffix, ofViews);
      }
    }
  }

  private void overlap(Candidate candidate, int task, String suffix, List<LesionOverlap> ofViews) {
    String method = candidate.method();
    String name = tasks.get(task);
    add(method, name, POINTING + suffix, mean(ofViews, LesionOverlap::pointing));
    add(method, name, MASS + suffix, mean(ofViews, LesionOverlap::mass));
    add(method, name, RANK + suffix, mean(ofViews, LesionOverlap::rank));
  }

  private static OptionalDouble mean(
      List<LesionOverlap> ofViews, ToDoubleFunction<LesionOverlap> score) {
    return ofViews.stream().mapToDouble(score).average();
  }

  static OptionalDouble average(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average();
  }
}
