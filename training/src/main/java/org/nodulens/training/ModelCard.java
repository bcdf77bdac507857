package org.nodulens.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.nodulens.cropset.Counted;
import org.nodulens.evaluation.CardSection;
import org.nodulens.evaluation.DataSource;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.Interval;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.Task;

/** What a reader must know of a model before using it, as MODEL_CARD.md. */
final class ModelCard {
  private final ModelDescription model;
  private final EvaluationReport report;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(ModelDescription model, EvaluationReport report) {
    this.model = model;
    this.report = report;
  }

  static void write(Path file, ModelDescription model, EvaluationReport report) throws IOException {
    ModelCard card = new ModelCard(model, report);
    card.header();
    card.intendedUse();
    card.figures();
    card.text.append(CardSection.markdown(report));
    card.limits();
    card.making();
    Files.writeString(file, card.text, StandardCharsets.UTF_8);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void header() {
    ObjectNode from = model.provenance();
    line("# Model card");
    line("");
    line("**For research use only. Not a medical device; not for decisions about patients.**");
    line("");
    line(
        String.format(
            Locale.ROOT,
            "A Vision Transformer (width %d, depth %d, %d heads, patches of %s pixels) that looks at"
                + " %s views of %.0f mm around a nodule, averaged over %d symmetries.",
            model.config().width(),
            model.config().depth(),
            model.config().heads(),
            model.config().patch(),
            String.join(", ", model.input().views().stream().map(view -> view.id()).toList()),
            model.input().fieldOfViewMm(),
            model.input().symmetries().size()));
    line("");
    line(
        "- Data: "
            + from.path("data").path("source").asText()
            + ", "
            + Counted.of(from.path("trained_on_crops").asInt(), "nodule")
            + " of "
            + Counted.of(from.path("trained_on_patients").asInt(), "patient")
            + " (manifest SHA-256 "
            + from.path("data").path("manifest_sha256").asText()
            + ").");
    line(
        "- Start: "
            + inWords(from.path("start"))
            + "; layers trained: "
            + from.path("layers").asText()
            + "; seed "
            + from.path("seed").asLong()
            + "; "
            + from.path("created_by").asText()
            + ".");
    split(from.path("split"));
    line("");
  }

  private void split(JsonNode split) {
    line(
        "- Split: by "
            + split.path("by").asText()
            + ", "
            + split.path("folds").asInt()
            + " folds, stratified by the "
            + split.path("stratified_by").asText()
            + (split.has("validation_share")
                ? String.format(
                    Locale.ROOT,
                    "; in each fold %.0f %% of the other patients are for validation and are neither"
                        + " trained on nor reported.",
                    100 * split.path("validation_share").asDouble())
                : "."));
    JsonNode protocol = split.path("protocol");
    if (protocol.isObject()) {
      line("");
      line(
          String.format(
              Locale.ROOT,
              "**Protocol %s: %.0f %% of the held-out nodules have a patient in training; %s.**",
              protocol.path("name").asText(),
              100 * protocol.path("held_out_nodules_whose_patient_was_trained_on").asDouble(),
              protocol.path("warning").asText()));
    }
  }

  private void intendedUse() {
    line("## Intended use");
    line("");
    line(
        "- For: research on classifiers of lung nodules and on explanations of what they predict, by"
            + " people who can judge both, on chest CT with nodules that somebody has found.");
    line(
        "- Not for: finding nodules, screening, diagnosis, triage or follow-up of patients; other"
            + " organs or modalities; masses that fill the field of view.");
    line("");
    line("## Data");
    line("");
    line("- " + DataSource.terms(model.provenance().path("data").path("source").asText()) + ".");
    line(
        "- Hashes of the training patients are in model.json, so that none"
            + " of them is scored by a network that has seen him.");
    line("");
  }

  private void making() {
    line("");
    line("## How it was made");
    line("");
    line("- Program: " + model.provenance().path("created_by").asText() + ", `nodulens train`.");
    line("- Settings: " + inWords(model.provenance().path("training")) + ".");
    line(
        "- All figures are in metrics.json, every prediction in predictions.csv, pictures and their"
            + " numbers in figures/. Each figure's definition and source: the training module's README.");
  }

  private void figures() {
    line("## Figures");
    line("");
    line(
        "From cross-validation: each nodule is scored by the fold's model that has not seen "
            + (model.provenance().path("split").has("protocol") ? "it" : "its patient")
            + ". The final model is trained on all patients and has no held-out figures of its"
            + " own. Intervals of 95 % from resampled patients. A figure that too few nodules would"
            + " carry is not given.");
    line("");
    line("| task | label | nodules | patients | figure | diameter alone | difference |");
    line("|---|---|---|---|---|---|---|");
    for (Task task : model.tasks()) {
      line(
          "| "
              + task.name()
              + " | "
              + task.labelRule()
              + " | "
              + report.nodules(task.name())
              + " | "
              + report.patients(task.name())
              + " | "
              + switch (task.kind()) {
                case BINARY ->
                    "AUC "
                        + cell(task, "auc")
                        + " | "
                        + cell(task, "auc_diameter_alone")
                        + " | "
                        + cell(task, "auc_gain_over_diameter")
                        + " |";
                case REGRESSION ->
                    "R² " + cell(task, "r2") + ", Spearman " + cell(task, "spearman") + " | | |";
                case MULTICLASS -> "accuracy " + cell(task, "accuracy") + " | | |";
              });
    }
    line("");
  }

  private String cell(Task task, String figure) {
    Optional<Double> value = report.value(task.name(), figure);
    if (value.isEmpty()) {
      return "not given";
    }
    Optional<Interval> interval = report.interval(task.name(), figure);
    return String.format(Locale.ROOT, "%.3f", value.get())
        + interval
            .map(range -> String.format(Locale.ROOT, " (%.3f to %.3f)", range.low(), range.high()))
            .orElse("");
  }

  /** "preset small". */
  private static String inWords(JsonNode object) {
    return object.properties().stream()
        .map(field -> field.getKey().replace('_', ' ') + " " + field.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private void limits() {
    line("## Limits");
    line("");
    line("- Labels are radiologists' opinions from images, not pathology.");
    line(
        "- A probability of malignancy is the readers' leaning, not calibrated to any outcome. Targets in"
            + " training:");
    for (Map.Entry<String, JsonNode> target :
        model.provenance().path("training_target").properties()) {
      line("    - " + target.getKey() + ": " + target.getValue().asText());
    }
    line("- Nothing is known about scanners, populations and nodule types that the data lack.");
    line(
        "- Figures by scanner, sex, age and smoking are missing: the crop sets do not say. Those of small"
            + " subgroups have wide intervals, and none is corrected for how many there are.");
    line(
        "- Cross-validation on one collection says nothing about another hospital: there is no external"
            + " test here.");
    line(
        "- DeLong's intervals take nodules for independent, which those of one patient are not: the"
            + " resampled ones are the ones to quote.");
  }
}
