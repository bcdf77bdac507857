package org.nodulens.report.cohort;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.vit.Task;

/** What limits these very figures, as far as the run knows. */
final class Limitations {
  /** Maps of fewer patients than these say little. */
  private static final int FEW_PATIENTS = 30;

  private final CohortInputs inputs;
  private final CaseFlow flow;
  private final List<String> sentences = new ArrayList<>();

  private Limitations(CohortInputs inputs, CaseFlow flow) {
    this.inputs = inputs;
    this.flow = flow;
  }

  static List<String> of(CohortInputs inputs, CaseFlow flow) {
    Limitations limits = new Limitations(inputs, flow);
    limits.leak();
    limits.data();
    limits.labels();
    inputs.tasks().forEach(limits::task);
    limits.uncertainty();
    limits.subgroups();
    limits.maps();
    return limits.sentences;
  }

  private void leak() {
    inputs
        .figures()
        .leak()
        .ifPresent(
            leak ->
                sentences.add(
                    "The folds share patients ("
                        + CohortWords.leakShare(leak)
                        + " of the held-out nodules have a patient in training): every figure here is"
                        + " too good by an unknown amount."));
  }

  private void data() {
    String source = inputs.set().header().source();
    String trained = CohortWords.trainedOn(inputs.model());
    if (source.equals("phantom")) {
      sentences.add("The patients are made up: no figure says anything about real ones.");
    }
    if (inputs.figures().allByFolds()) {
      sentences.add(
          "One collection ("
              + source
              + ") and cross-validation only: there is no external test, and nothing is known of other"
              + " hospitals, scanners and populations.");
      sentences.add(
          "The figures are those of the networks of the folds. The final model, trained on all"
              + " patients, has no held-out figures of its own.");
    } else if (source.equals(trained)) {
      sentences.add(
          "The nodules come from the collection that the model was trained on ("
              + source
              + "), if from other patients: this is no external test.");
    }
    sentences.add(
        "Nodules were given, not found: nothing here says how the model does on what a detector or a"
            + " reader would point it at.");
    long rejected = flow.rejectedAt(RejectLevel.NODULE);
    if (rejected > 0) {
      sentences.add(
          Cell.counted(rejected, "nodule")
              + " became no crop (see the flow of cases); were they harder"
              + " than others, the figures are too good.");
    }
    long doubtful = flow.crops().stream().filter(crop -> !crop.flags().isEmpty()).count();
    if (doubtful > 0) {
      sentences.add(
          "Kept in spite of flags of doubt (manifest.csv, flags): "
              + Cell.counted(doubtful, "crop")
              + ".");
    }
  }

  private void labels() {
    boolean rated =
        inputs.tasks().stream()
            .anyMatch(
                task ->
                    task.labelRule().startsWith("median-no-3")
                        || task.labelRule().startsWith("mean"));
    if (rated) {
      sentences.add(
          "Labels are readers' opinions from the images, not pathology or follow-up: the model is held"
              + " against what readers think, and cannot be shown to be better than they are.");
    }
  }

  private void task(Task task) {
    JsonNode of = inputs.figures().task(task.name());
    flow.tasks().stream()
        .filter(labels -> labels.task().equals(task) && task.kind() == Task.Kind.BINARY)
        .filter(labels -> labels.labelled().size() < flow.crops().size())
        .forEach(
            labels ->
                sentences.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %s of %s nodules have no label, %s of them because readers were undecided;"
                            + " the figures are those of clear cases, and of all nodules they would be lower.",
                        task.name(),
                        Cell.grouped(flow.crops().size() - labels.labelled().size()),
                        Cell.grouped(flow.crops().size()),
                        Cell.grouped(labels.ambiguous().size()))));
    JsonNode gain = of.path("auc_gain_over_diameter");
    if (gain.path("low").isNumber() && gain.path("low").asDouble() <= 0) {
      boolean worse = gain.path("high").asDouble() < 0;
      sentences.add(
          task.name()
              + (worse
                  ? ": the model is worse than the diameter alone"
                  : ": the model is not shown to be better than the diameter alone")
              + " (difference of areas "
              + Cell.figure(gain).text()
              + ").");
    }
    JsonNode slope = of.path("calibration").path("before").path("slope");
    if (slope.path("low").isNumber()
        && (slope.path("low").asDouble() > 1 || slope.path("high").asDouble() < 1)) {
      sentences.add(
          task.name()
              + ": the probabilities as given are "
              + (slope.path("low").asDouble() > 1 ? "too cautious" : "over-confident")
              + " (calibration slope "
              + Cell.figure(slope).text()
              + ").");
    }
  }

  private void uncertainty() {
    sentences.add(
        "Intervals show how figures vary with the patients at hand, not with the training: there is one"
            + " seed, and trainings differ.");
    sentences.add(
        "Whether settings were chosen while looking at these figures is not recorded; thresholds of"
            + " operating points were chosen on the nodules that they are reported for.");
  }

  private void subgroups() {
    Subgroups groups = new Subgroups(inputs.tasks(), inputs.figures());
    if (groups.withoutFigure() > 0) {
      sentences.add(
          groups.withoutFigure()
              + " of "
              + groups.count()
              + " subgroups are too small or too one-sided for a figure; the others have wide intervals,"
              + " and none is corrected for how many there are.");
    }
    groups.missing().forEach(why -> sentences.add("No subgroups " + why + "."));
    sentences.add(
        "No figures by sex, age, ethnicity or smoking: a crop set does not have them, so that fairness"
            + " was not examined.");
  }

  private void maps() {
    if (inputs.benchmark().isEmpty()) {
      sentences.add("Importance maps were not held against anything: no benchmark was given.");
    } else if (inputs.benchmark().get().patients() < FEW_PATIENTS) {
      sentences.add(
          "The benchmark of maps rests on "
              + Cell.counted(inputs.benchmark().get().nodules(), "nodule")
              + " of "
              + Cell.counted(inputs.benchmark().get().patients(), "patient")
              + ": its intervals are too narrow.");
    }
  }
}
