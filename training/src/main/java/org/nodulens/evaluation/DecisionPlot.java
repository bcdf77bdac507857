package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Chart;
import org.nodulens.evaluation.chart.Ink;

/** Net benefit over thresholds. */
final class DecisionPlot {
  private static final Map<String, Ink> INKS =
      Map.of("model", Ink.MODEL, "model_platt", Ink.SECOND, Floor.DIAMETER, Ink.FLOOR);

  private DecisionPlot() {}

  static Plot of(String task, Cases cases, JsonNode netBenefit, DecisionReport decision) {
    double highest = (double) cases.positives() / cases.size();
    Chart chart =
        new Chart(
            "Decision curve: " + task,
            BinaryPlots.subtitle(cases),
            Axis.share("threshold probability"),
            new Axis("net benefit", -0.15 * highest, 1.1 * highest));
    PlotTable table = new PlotTable();
    DecisionCurve any = decision.curves().values().iterator().next();
    int[] once = Order.once(cases.size());
    List<Chart.Point> all = thresholds(threshold -> any.ofTreatingAll(threshold, once));
    chart.line(all, Ink.SECOND_REFERENCE, "act on all");
    table.series("treat_all", all);
    List<Chart.Point> none = thresholds(threshold -> OptionalDouble.of(0));
    chart.line(none, Ink.REFERENCE, "act on none");
    table.series("treat_none", none);
    List<String> names = new ArrayList<>(decision.curves().keySet());
    Collections.reverse(names); // the model on top
    for (String name : names) {
      DecisionCurve curve = Optional.ofNullable(decision.curves().get(name)).orElseThrow();
      List<Chart.Point> points = thresholds(threshold -> curve.netBenefit(threshold, once));
      String at = Figure.words(netBenefit.path("0.20").path(name));
      String words = name.equals("model_platt") ? "model after Platt's scaling" : name;
      chart.line(points, INKS.getOrDefault(name, Ink.THIRD), words + ": " + at + " at 0.2");
      table.series(name, points);
    }
    chart.note(BinaryPlots.INTERVALS);
    return table.plot(task + "-decision", chart, "threshold", "net_benefit");
  }

  @FunctionalInterface
  private interface Benefit {
    OptionalDouble at(double threshold);
  }

  private static List<Chart.Point> thresholds(Benefit benefit) {
    List<Chart.Point> points = new ArrayList<>();
    for (int percent = 1; percent < 100; percent++) {
      double threshold = percent / 100.0;
      benefit.at(threshold).ifPresent(value -> points.add(new Chart.Point(threshold, value)));
    }
    return points;
  }
}
