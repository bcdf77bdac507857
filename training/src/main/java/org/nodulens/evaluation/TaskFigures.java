package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.nodulens.vit.Task;

/** The figures of one task over the predictions that have a label, and their pictures. */
record TaskFigures(ObjectNode json, List<Plot> plots) {
  static TaskFigures of(Task task, Cases cases) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", task.kind().name().toLowerCase(Locale.ROOT));
    json.put("label_rule", task.labelRule());
    json.put("n", cases.size());
    json.put("patients", cases.patients());
    List<Plot> plots =
        switch (task.kind()) {
          case BINARY -> BinaryReport.write(task, cases, json);
          case REGRESSION -> RegressionReport.write(task, cases, json);
          case MULTICLASS -> MulticlassReport.write(task, cases, json);
        };
    return new TaskFigures(json, plots);
  }
}
