package org.nodulens.report.cohort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.evaluation.DataSource;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Task;

/** What the model is, how it was made, and by what it is known. */
final class ModelTable {
  private final List<List<Cell>> rows = new ArrayList<>();

  private ModelTable() {}

  static CohortTable of(CohortInputs inputs) throws IOException {
    ModelDescription model = inputs.model().description();
    ModelTable table = new ModelTable();
    table.row("Network", CohortWords.network(model));
    table.row("Input", CohortWords.input(model));
    table.row("Prediction", CohortWords.passes(model) + ".");
    table.row("Tasks", String.join(", ", model.tasks().stream().map(Task::name).toList()));
    table.row("Start", CohortWords.start(model));
    table.row("Training", CohortWords.training(model));
    table.row("Targets in training", CohortWords.targets(model));
    table.row("Split", CohortWords.split(model));
    table.row(
        "Training data",
        CohortWords.trainedOn(inputs.model()).isEmpty()
            ? "not recorded"
            : DataSource.terms(CohortWords.trainedOn(inputs.model()))
                + "; "
                + model.provenance().path("trained_on_crops").asText("?")
                + " nodules of "
                + model.provenance().path("trained_on_patients").asText("?")
                + " patients");
    table.row("Evaluated on", DataSource.terms(inputs.set().header().source()));
    table.row("Crops", CohortWords.crops(inputs.set()));
    table.row("Nodules by network", CohortWords.scoredBy(inputs.figures()));
    table.row("Weights (SHA-256)", inputs.model().weightsSha256());
    table.row("Crop set's manifest (SHA-256)", inputs.set().manifestSha256());
    table.row("Model made by", model.provenance().path("created_by").asText("not recorded"));
    return CohortTable.plain(
        "model", "Model, training and data", "", List.of("what", "value"), table.rows);
  }

  private void row(String name, String value) {
    rows.add(List.of(Cell.of(name), Cell.of(value)));
  }
}
