package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.VitConfig;

/** Sentences on a model, its data and its folds, from what model.json and cropset.json say. */
final class CohortWords {
  static final String NOT_RECORDED = "not recorded";

  private CohortWords() {}

  static String network(ModelDescription model) {
    VitConfig config = model.config();
    return "Vision Transformer: width "
        + config.width()
        + ", "
        + config.depth()
        + " blocks, "
        + config.heads()
        + " heads, patches of "
        + config.patch()
        + " pixels";
  }

  static String input(ModelDescription model) {
    InputSpec input = model.input();
    return String.format(
        Locale.ROOT,
        "%s pixels over %.0f mm around the nodule, %s; HU windowed to %.0f ... %.0f, less the mean %s,"
            + " divided by the standard deviation %s; one linear interpolation from the crop",
        input.pixels(),
        input.fieldOfViewMm(),
        input.views().stream().map(view -> view.id()).collect(Collectors.joining(", ")),
        input.window().centerHu() - input.window().widthHu() / 2,
        input.window().centerHu() + input.window().widthHu() / 2,
        Cell.decimals(3, input.mean().get(0)),
        Cell.decimals(3, input.std().get(0)));
  }

  static String passes(ModelDescription model) {
    InputSpec input = model.input();
    return "A prediction is the mean over views ("
        + input.views().size()
        + "), symmetries ("
        + input.symmetries().size()
        + ") and shifts ("
        + model.shifts().size()
        + ") by one network";
  }

  static String start(ModelDescription model) {
    JsonNode start = model.provenance().path("start");
    if (start.has("backbone_sha256")) {
      return "a backbone with weights of SHA-256 " + start.path("backbone_sha256").asText();
    }
    return start.has("preset")
        ? "random weights, preset " + start.path("preset").asText()
        : NOT_RECORDED;
  }

  /** Every setting of the training, and what was trained. */
  static String training(ModelDescription model) {
    JsonNode from = model.provenance();
    return "layers trained: "
        + from.path("layers").asText(NOT_RECORDED)
        + "; "
        + from.path("training").properties().stream()
            .map(CohortWords::setting)
            .collect(Collectors.joining(", "))
        + "; seed "
        + from.path("seed").asText(NOT_RECORDED);
  }

  private static String setting(Map.Entry<String, JsonNode> one) {
    JsonNode value = one.getValue();
    boolean whole = value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
    return one.getKey().replace('_', ' ')
        + " "
        + (whole ? Long.toString(Math.round(value.asDouble())) : value.asText());
  }

  static String targets(ModelDescription model) {
    Map<String, String> targets = new LinkedHashMap<>();
    model
        .provenance()
        .path("training_target")
        .properties()
        .forEach(one -> targets.put(one.getKey(), one.getValue().asText()));
    return together(targets);
  }

  /** {@code a, b: the same words; c: others}. */
  static String together(Map<String, String> wordsByName) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    wordsByName.forEach(
        (name, words) -> names.computeIfAbsent(words, key -> new ArrayList<>()).add(name));
    return names.entrySet().stream()
        .map(one -> String.join(", ", one.getValue()) + ": " + one.getKey())
        .collect(Collectors.joining("; "));
  }

  static String split(ModelDescription model) {
    JsonNode split = model.provenance().path("split");
    if (!split.isObject()) {
      return NOT_RECORDED;
    }
    String share =
        split.has("validation_share")
            ? String.format(
                Locale.ROOT,
                ", %.0f %% of each fold's other patients for validation",
                100 * split.path("validation_share").asDouble())
            : "";
    return split.path("folds").asText()
        + " folds by "
        + split.path("by").asText()
        + ", stratified by the "
        + split.path("stratified_by").asText()
        + share;
  }

  /** Whether folds were dealt out by patient; false where that is not known. */
  static boolean byPatient(ModelDescription model) {
    return model.provenance().path("split").path("by").asText().equals("patient");
  }

  /** The collection that a model was trained on; empty where that is not recorded. */
  static String trainedOn(ModelFolder model) {
    return model.description().provenance().path("data").path("source").asText();
  }

  static String leakShare(JsonNode leak) {
    return String.format(
        Locale.ROOT,
        "%.0f %%",
        100 * leak.path("held_out_nodules_whose_patient_was_trained_on").asDouble());
  }

  static String crops(CropSet set) {
    return "crops of "
        + set.header().size().slices()
        + " x "
        + set.header().size().rows()
        + " x "
        + set.header().size().columns()
        + " voxels (slices, rows, columns), "
        + set.header()
            .spacing()
            .map(
                mm ->
                    "resampled to "
                        + Cell.decimals(2, mm.zMm())
                        + " x "
                        + Cell.decimals(2, mm.yMm())
                        + " x "
                        + Cell.decimals(2, mm.xMm())
                        + " mm")
            .orElse("at the scan's own spacing")
        + option(set, "interpolation")
        + option(set, "tilt");
  }

  /** Of the options only those that can name nobody. */
  private static String option(CropSet set, String name) {
    Object value = set.header().options().get(name);
    return value == null ? "" : ", " + name + " " + value;
  }

  /** Whether identifiers were replaced when the crops were made. */
  static boolean pseudonymized(CropSet set) {
    return set.header().options().containsKey("pseudonym_key");
  }

  /** {@code fold-0: 440, fold-1: 439}. */
  static String scoredBy(MeasuredFigures figures) {
    return figures.scoredBy().entrySet().stream()
        .map(entry -> entry.getKey() + ": " + Cell.grouped(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  static String origin(MeasuredFigures figures) {
    return switch (figures.origin()) {
      case CROSS_VALIDATION -> "the model's own cross-validation (metrics.json in its folder)";
      case EVALUATION -> "a run of nodulens evaluate (metrics.json in its folder)";
    };
  }
}
