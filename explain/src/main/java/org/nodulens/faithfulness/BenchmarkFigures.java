package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nodulens.cropset.Counted;
import org.nodulens.evaluation.Interval;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.evaluation.chart.Forest;
import org.nodulens.evaluation.chart.Ink;

/** The pictures of a benchmark, by name. */
final class BenchmarkFigures {
  private final List<CropResult> results;
  private final List<Aggregate> aggregates;
  private final Map<String, Double> units;
  private final String reference;
  private final Map<String, String> svgs = new LinkedHashMap<>();

  private BenchmarkFigures(
      List<CropResult> results,
      List<Aggregate> aggregates,
      Map<String, Double> units,
      String reference) {
    this.results = results;
    this.aggregates = aggregates;
    this.units = units;
    this.reference = reference;
  }

  /** A scored figure: {@code score, title, label of the axis}. */
  private static final List<List<String>> FORESTS =
      List.of(
          List.of(
              CropScores.AREA,
              "Correctness: area between the curves",
              "standard deviations of the score"),
          List.of(
              CropScores.BOX,
              "Correctness: boxes",
              "correlation of importance and fall of the score"),
          List.of(
              CropScores.COMPACTNESS,
              "Compactness",
              "share of the map at most 0.05 of its largest"),
          List.of(
              CropScores.CLASS_CORRELATION,
              "Class sensitivity",
              "correlation of maps of different outputs"),
          List.of(CropScores.POINTING + "_2", "Pointing game, 2 readers", "share of hits"),
          List.of(
              CropScores.MASS + "_2",
              "Relevance mass, 2 readers",
              "share of positive importance in the consensus"),
          List.of(
              CropScores.RANK + "_2",
              "Relevance rank, 2 readers",
              "share of the highest pixels in the consensus"),
          List.of(
              CropScores.MASS + "_2" + CropScores.MOVED,
              "Relevance mass, 2 readers, contours moved",
              "share of positive importance in the consensus"),
          List.of(CropScores.SECONDS, "Time of a map", "seconds a nodule, prediction included"));

  /**
   * Draws.
   *
   * @param units what the scores of each task are divided by in the curves
   */
  static Map<String, String> of(
      List<CropResult> results,
      List<Aggregate> aggregates,
      Map<String, Double> units,
      String reference) {
    BenchmarkFigures figures = new BenchmarkFigures(results, aggregates, units, reference);
    FORESTS.forEach(words -> figures.forest(words.get(0), words.get(1), words.get(2)));
    figures.curves();
    return figures.svgs;
  }

  private void forest(String score, String title, String label) {
    List<Aggregate> rows =
        aggregates.stream()
            .filter(one -> one.score().equals(score) && one.task().equals(Aggregate.ALL_TASKS))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    double low = rows.stream().mapToDouble(one -> range(one).low()).min().orElseThrow();
    double high = rows.stream().mapToDouble(one -> range(one).high()).max().orElseThrow();
    Aggregate first = rows.get(0);
    Forest forest =
        new Forest(
            title,
            Counted.of(first.crops(), "nodule")
                + " of "
                + Counted.of(first.patients(), "patient")
                + "; 95 % intervals",
            Axis.around(label, Math.min(0, low), high));
    forest.guide(0);
    for (Aggregate one : rows) {
      forest.row(one.method(), one.value(), range(one).low(), range(one).high(), ink(one.method()));
    }
    svgs.put(score, forest.svg());
  }

  private static Interval range(Aggregate one) {
    return one.interval().orElse(new Interval(one.value(), one.value()));
  }

  private Ink ink(String method) {
    if (Candidate.CONTROLS.contains(method)) {
      return Ink.FLOOR;
    }
    return method.equals(reference) ? Ink.MODEL : Ink.SECOND;
  }

  private void curves() {
    List<String> methods =
        results.stream()
            .flatMap(result -> result.curves().stream())
            .map(CurveRow::method)
            .distinct()
            .toList();
    Map<String, List<List<Chart.Point>>> lines = new LinkedHashMap<>();
    for (String method : methods) {
      lines.put(
          method,
          List.of(
              line(method, PerturbationCurve::mostFirst),
              line(method, PerturbationCurve::leastFirst)));
    }
    List<Double> heights =
        lines.values().stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .map(Chart.Point::y)
            .sorted()
            .toList();
    Axis vertical =
        Axis.around(
            "change of the score, its standard deviations",
            heights.get(0),
            heights.get(heights.size() - 1));
    lines.forEach(
        (method, two) -> svgs.put("curve_" + method, curve(method, two, vertical, lines)));
  }

  private String curve(
      String method,
      List<List<Chart.Point>> two,
      Axis vertical,
      Map<String, List<List<Chart.Point>>> lines) {
    Chart chart =
        new Chart(
            "Taking pixels away: " + method,
            "mean over " + Counted.of(results.size(), "nodule") + " and all tasks",
            Axis.share("share of the pixels taken away"),
            vertical);
    List<List<Chart.Point>> chance = lines.get(Candidate.RANDOM);
    if (chance != null) {
      chart.line(chance.get(0), Ink.FLOOR, "a random map, either end first");
      chart.line(chance.get(1), Ink.FLOOR, "");
    }
    chart.line(two.get(0), Ink.MODEL, "most important first");
    chart.line(two.get(1), Ink.SECOND, "least important first");
    return chart.svg();
  }

  /** The mean curve over crops and tasks, from its own start, in units of each task. */
  private List<Chart.Point> line(
      String method, Function<PerturbationCurve, List<Double>> direction) {
    double[] sum = new double[PerturbationCurve.STEPS + 1];
    int curves = 0;
    for (CropResult result : results) {
      for (CurveRow row : result.curves()) {
        if (row.method().equals(method)) {
          List<Double> points = direction.apply(row.curve());
          for (int step = 0; step < sum.length; step++) {
            sum[step] += (points.get(step) - points.get(0)) / units.getOrDefault(row.task(), 1.0);
          }
          curves++;
        }
      }
    }
    List<Chart.Point> line = new ArrayList<>();
    for (int step = 0; step < sum.length; step++) {
      line.add(new Chart.Point((double) step / PerturbationCurve.STEPS, sum[step] / curves));
    }
    return line;
  }
}
