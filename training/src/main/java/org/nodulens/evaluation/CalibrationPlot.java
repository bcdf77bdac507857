package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.evaluation.chart.Ink;

/** Observed shares over predicted probabilities, before and after Platt's scaling. */
final class CalibrationPlot {
  private CalibrationPlot() {}

  static Plot of(String task, Cases cases, JsonNode calibration) {
    Chart chart =
        new Chart(
            "Calibration: " + task,
            BinaryPlots.subtitle(cases),
            Axis.share("predicted probability"),
            Axis.share("share of positives"));
    List<Chart.Point> perfect = List.of(new Chart.Point(0, 0), new Chart.Point(1, 1));
    chart.line(perfect, Ink.REFERENCE, "perfect");
    PlotTable table = new PlotTable();
    String platt = Recalibration.PLATT.id();
    if (calibration.path(platt).has("bins")) {
      bins(chart, table, calibration.path(platt), Ink.SECOND, platt);
    }
    JsonNode before = calibration.path(CalibrationReport.BEFORE);
    bins(chart, table, before, Ink.MODEL, "model");
    List<Chart.Point> columns = new ArrayList<>();
    for (JsonNode bin : before.path("bins")) {
      columns.add(new Chart.Point(bin.path("from").asDouble(), bin.path("n").asDouble()));
    }
    chart.columns(columns, 0.1, Ink.MODEL, "nodules in each tenth, before");
    chart.note(BinaryPlots.INTERVALS);
    return table.plot(task + "-calibration", chart, "mean_predicted_probability", "positive_share");
  }

  private static void bins(Chart chart, PlotTable table, JsonNode figures, Ink ink, String series) {
    List<Chart.Point> points = new ArrayList<>();
    for (JsonNode bin : figures.path("bins")) {
      if (bin.path("n").asInt() > 0) {
        double x = bin.path("mean_probability").asDouble();
        points.add(new Chart.Point(x, bin.path("positive_share").asDouble()));
        if (bin.has("low")) {
          chart.bar(x, bin.path("low").asDouble(), bin.path("high").asDouble(), ink);
        }
      }
    }
    String name = series.equals("model") ? "before" : "after Platt's scaling";
    chart.line(points, ink, "");
    chart.dots(points, ink, name + ": slope " + Figure.words(figures.path("slope")));
    chart.note(
        "ECE "
            + Figure.words(figures.path("ece"))
            + ", Brier "
            + Figure.words(figures.path("brier")));
    table.series(series, points);
  }
}
