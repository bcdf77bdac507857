package org.nodulens.imagej;

import ij.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.explain.ImportanceEstimator;
import org.nodulens.explain.Methods;
import org.nodulens.vit.Task;

/**
 * How a nodule is explained and shown.
 *
 * @param method an estimator's name
 * @param opacity of full colour, 0 to 1
 * @param clippingPercent of the map's magnitudes that get less than full colour
 * @param outline whether a bare point gets the outline of a segmentation
 */
record ExplainOptions(
    String model,
    String task,
    String method,
    double opacity,
    double clippingPercent,
    Optional<StackOrder> order,
    boolean outline) {

  static final double OPACITY_PERCENT = 65;
  static final double CLIPPING_PERCENT = 100;

  /** What a form starts with: the model that a macro names, else the one that was chosen last. */
  static String presetModel() {
    String macro = Macro.getOptions();
    return macro == null ? OpenModels.preset() : Macro.getValue(macro, "model", "embedded");
  }

  /** The form's questions on how to explain: model, task, estimator. */
  static OptionForm form(String title, String model) throws RefusedException {
    List<String> models = new ArrayList<>(OpenModels.names());
    if (!models.contains(model)) {
      models.add(model);
    }
    return new OptionForm(title)
        .choice("Model:", models, model)
        .choice("Task:", taskNames(model), "malignancy")
        .choice("Estimator:", Methods.ids(), "cdam");
  }

  static List<String> taskNames(String model) throws RefusedException {
    return OpenModels.of(model).model().description().tasks().stream().map(Task::name).toList();
  }

  static ExplainOptions of(OptionForm form) {
    return new ExplainOptions(
        form.text("model"),
        form.text("task"),
        form.text("estimator"),
        form.number("opacity") / 100,
        form.number("clipping"),
        order(form),
        form.has("outline") && form.flag("outline"));
  }

  /** Asked only of stacks that do not say it. */
  static Optional<StackOrder> order(OptionForm form) {
    return form.has("orientation") ? StackOrder.ofText(form.text("orientation")) : Optional.empty();
  }

  static ImportanceEstimator estimator(String name) throws RefusedException {
    return Methods.ofId(name)
        .orElseThrow(
            () ->
                new RefusedException(
                    "no estimator is called " + name + "; there are " + Methods.ids()));
  }
}
