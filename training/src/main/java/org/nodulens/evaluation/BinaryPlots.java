package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.Counted;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.evaluation.chart.Ink;

/** The pictures of a binary task: ROC, precision and recall, calibration, decisions. */
final class BinaryPlots {
  /** What stands below every picture. */
  static final String INTERVALS = "in brackets: 95 % intervals, patients resampled";

  private final String task;
  private final Cases cases;
  private final JsonNode figures;
  private final Parts parts;
  private final boolean[] positive;

  /** What was computed on the way. */
  record Parts(List<Floor> floors, DecisionReport decision) {}

  private BinaryPlots(String task, Cases cases, JsonNode figures, Parts parts) {
    this.task = task;
    this.cases = cases;
    this.figures = figures;
    this.parts = parts;
    positive = cases.positive();
  }

  /** Of a task whose figures are given. */
  static List<Plot> of(String task, Cases cases, ObjectNode figures, Parts parts) {
    BinaryPlots plots = new BinaryPlots(task, cases, figures, parts);
    return List.of(
        plots.roc(),
        plots.precision(),
        CalibrationPlot.of(task, cases, figures.path("calibration")),
        DecisionPlot.of(task, cases, figures.path("net_benefit"), parts.decision()));
  }

  /** What the pictures rest on. */
  static String subtitle(Cases cases) {
    return Counted.of(cases.size(), "nodule")
        + " of "
        + Counted.of(cases.patients(), "patient")
        + ", "
        + cases.positives()
        + " positive";
  }

  private Plot roc() {
    Chart chart =
        new Chart(
            "Receiver operating characteristic: " + task,
            subtitle(cases),
            Axis.share("1 − specificity"),
            Axis.share("sensitivity"));
    PlotTable table = new PlotTable();
    chart.line(List.of(new Chart.Point(0, 0), new Chart.Point(1, 1)), Ink.REFERENCE, "");
    if (cases.unmeasured().isEmpty()) {
      List<Chart.Point> points = roc(new RocCurve(cases.diametersMm(), positive));
      String area = Figure.words(figures.path("auc_diameter_alone"));
      chart.line(points, Ink.FLOOR, "diameter alone: AUC " + area);
      table.series("diameter_alone", points);
    }
    for (Floor floor : parts.floors()) {
      if (floor.name().equals(Floor.RATINGS) && floor.cases().tooFewOfAClass().isEmpty()) {
        floor.predictions().ifPresent(scores -> ratings(chart, table, floor, scores));
      }
    }
    List<Chart.Point> points = roc(new RocCurve(cases.predictions(), positive));
    chart.line(points, Ink.MODEL, "model: AUC " + Figure.words(figures.path("auc")));
    table.series("model", points);
    chart.note(INTERVALS);
    return table.plot(task + "-roc", chart, "false_positive_rate", "true_positive_rate");
  }

  private void ratings(Chart chart, PlotTable table, Floor floor, double[] scores) {
    List<Chart.Point> points = roc(new RocCurve(scores, floor.cases().positive()));
    String area = Figure.words(figures.path("floors").path(floor.name()).path("auc"));
    String n =
        floor.cases().size() == cases.size()
            ? ""
            : ", " + Counted.of(floor.cases().size(), "nodule");
    chart.line(points, Ink.SECOND, "readers' other ratings: AUC " + area + n);
    table.series("ratings", points);
  }

  private static List<Chart.Point> roc(RocCurve curve) {
    return curve.points().stream()
        .map(p -> new Chart.Point(p.falsePositiveRate(), p.truePositiveRate()))
        .toList();
  }

  private Plot precision() {
    Chart chart =
        new Chart(
            "Precision and recall: " + task,
            subtitle(cases),
            Axis.share("recall"),
            Axis.share("precision"));
    double prevalence = (double) cases.positives() / cases.size();
    List<Chart.Point> all = List.of(new Chart.Point(0, prevalence), new Chart.Point(1, prevalence));
    chart.line(
        all, Ink.REFERENCE, "all called positive: " + Figure.words(figures.path("prevalence")));
    PlotTable table = new PlotTable();
    if (cases.unmeasured().isEmpty()) {
      List<Chart.Point> points =
          precision(new PrecisionRecallCurve(cases.diametersMm(), positive), cases.size());
      chart.line(points, Ink.FLOOR, "diameter alone");
      table.series("diameter_alone", points);
    }
    List<Chart.Point> points =
        precision(new PrecisionRecallCurve(cases.predictions(), positive), cases.size());
    String area = Figure.words(figures.path("average_precision"));
    chart.line(points, Ink.MODEL, "model: average precision " + area);
    table.series("model", points);
    chart.note(INTERVALS);
    return table.plot(task + "-pr", chart, "recall", "precision");
  }

  /** As steps, which is how the area is counted. */
  private static List<Chart.Point> precision(PrecisionRecallCurve curve, int size) {
    List<Chart.Point> points = new ArrayList<>();
    double before = 0;
    for (PrecisionRecallCurve.Point point : curve.points(Order.once(size))) {
      points.add(new Chart.Point(before, point.precision()));
      points.add(new Chart.Point(point.recall(), point.precision()));
      before = point.recall();
    }
    return points;
  }
}
