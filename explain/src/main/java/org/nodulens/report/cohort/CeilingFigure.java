package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.evaluation.chart.Axis;
import org.nodulens.evaluation.chart.Forest;
import org.nodulens.evaluation.chart.Ink;
import org.nodulens.vit.Task;

/** Regressions between their floor, the diameter, and their ceiling, the readers' scatter. */
final class CeilingFigure {
  private final Forest forest =
      new Forest(
          "Regressions between floor and ceiling",
          "R² with 95 % intervals; orange model, grey diameter alone, blue ceiling",
          new Axis("R²", -0.1, 1));
  private final List<List<String>> csv = new ArrayList<>();

  private CeilingFigure() {
    csv.add(List.of("task", "series", "r2", "low", "high"));
  }

  /** Empty where no regression has a figure. */
  static Optional<CohortFigure> of(List<Task> tasks, MeasuredFigures figures) throws IOException {
    CeilingFigure figure = new CeilingFigure();
    for (Task task : tasks) {
      if (task.kind() == Task.Kind.REGRESSION) {
        JsonNode of = figures.task(task.name());
        figure.add(task.name(), "model", of.path("r2"), Ink.MODEL);
        figure.add(
            task.name(), "diameter", of.path("floors").path("diameter").path("r2"), Ink.FLOOR);
        figure.add(task.name(), "ceiling", of.path("noise_ceiling").path("r2"), Ink.SECOND);
      }
    }
    return figure.csv.size() == 1
        ? Optional.empty()
        : Optional.of(
            new CohortFigure(
                "regressions",
                SvgPicture.of(figure.forest.svg(), "regressions"),
                "Regressions: what the model explains of the variance, beside the diameter alone and"
                    + " the ceiling that the readers' scatter sets.",
                figure.csv));
  }

  private void add(String task, String series, JsonNode r2, Ink ink) {
    if (r2.path("low").isNumber()) {
      forest.row(
          task + ", " + series,
          r2.path("value").asDouble(),
          r2.path("low").asDouble(),
          r2.path("high").asDouble(),
          ink);
      csv.add(
          List.of(
              task,
              series,
              r2.path("value").asText(),
              r2.path("low").asText(),
              r2.path("high").asText()));
    }
  }
}
