package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.nodulens.cropset.Counted;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.evaluation.chart.Ink;
import org.nodulens.vit.Task;

/** What a regression predicts against its labels. */
final class RegressionPlot {
  private RegressionPlot() {}

  static Plot of(Task task, Cases cases, JsonNode figures) {
    List<Chart.Point> points = new ArrayList<>();
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (ScoredPrediction one : cases.all()) {
      double label = one.label().orElseThrow();
      points.add(new Chart.Point(label, one.prediction()));
      range.accept(label);
      range.accept(one.prediction());
    }
    boolean rated = LabelRule.MEAN.isOf(task);
    Chart chart =
        new Chart(
            "Predicted and " + (rated ? "rated: " : "measured: ") + task.name(),
            Counted.of(cases.size(), "nodule") + " of " + Counted.of(cases.patients(), "patient"),
            Axis.around(
                (rated ? "mean of the readers, " : "measured, ") + task.unit(),
                range.getMin(),
                range.getMax()),
            Axis.around("predicted, " + task.unit(), range.getMin(), range.getMax()));
    chart.line(
        List.of(
            new Chart.Point(range.getMin(), range.getMin()),
            new Chart.Point(range.getMax(), range.getMax())),
        Ink.REFERENCE,
        "perfect");
    chart.dots(points, Ink.MODEL, "model: R² " + Figure.words(figures.path("r2")));
    chart.note("Spearman " + Figure.words(figures.path("spearman")));
    JsonNode ceiling = figures.path("noise_ceiling").path("r2");
    if (ceiling.path("value").isNumber()) {
      chart.note("R² that readers' scatter allows " + Figure.words(ceiling));
    }
    chart.note(BinaryPlots.INTERVALS);
    return new PlotTable()
        .series("model", points)
        .plot(task.name() + "-predicted", chart, "label", "prediction");
  }
}
