package org.nodulens.report.cohort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.vit.Task;

/**
 * The crops of a set as one task's label rule sorts them.
 *
 * @param classes crops by the name of their class, in the classes' order; of a regression one group
 *     of all labelled crops
 * @param ambiguous crops that the rule leaves out although enough readers rated them
 * @param unlabelled all others
 */
record TaskLabels(
    Task task,
    Map<String, List<CropRecord>> classes,
    List<CropRecord> ambiguous,
    List<CropRecord> unlabelled) {

  static TaskLabels of(Task task, List<CropRecord> crops) {
    Map<String, List<CropRecord>> classes = new LinkedHashMap<>();
    names(task).forEach(name -> classes.put(name, new ArrayList<>()));
    List<CropRecord> ambiguous = new ArrayList<>();
    List<CropRecord> unlabelled = new ArrayList<>();
    for (CropRecord crop : crops) {
      OptionalDouble label = LabelRule.label(crop, task);
      if (label.isPresent()) {
        classes.getOrDefault(name(task, label.getAsDouble()), unlabelled).add(crop);
      } else if (LabelRule.ambiguous(crop, task).isPresent()) {
        ambiguous.add(crop);
      } else {
        unlabelled.add(crop);
      }
    }
    return new TaskLabels(task, classes, ambiguous, unlabelled);
  }

  private static List<String> names(Task task) {
    return switch (task.kind()) {
      case BINARY -> List.of(positive(task), negative(task));
      case MULTICLASS -> task.classes();
      case REGRESSION -> List.of("labelled");
    };
  }

  private static String name(Task task, double label) {
    return switch (task.kind()) {
      case BINARY -> label > 0.5 ? positive(task) : negative(task);
      case MULTICLASS -> task.classes().get((int) label);
      case REGRESSION -> "labelled";
    };
  }

  private static String positive(Task task) {
    return task.name() + " positive";
  }

  private static String negative(Task task) {
    return task.name() + " negative";
  }

  /** All labelled crops. */
  List<CropRecord> labelled() {
    return classes.values().stream().flatMap(List::stream).toList();
  }

  /** Different patients among crops; those without an ID count as one. */
  static long patients(List<CropRecord> crops) {
    return crops.stream().map(CropRecord::patientId).distinct().count();
  }

  /** The task's label in words. */
  static String rule(Task task) {
    String id = task.labelRule();
    String readers = id.contains(":") ? id.substring(id.indexOf(':') + 1) : "";
    String rule = id.contains(":") ? id.substring(0, id.indexOf(':')) : id;
    return switch (rule) {
      case "median-no-3" ->
          String.format(
              Locale.ROOT,
              "positive where the median of at least %s readers is above 3 of 5, negative where it"
                  + " is below; a median of 3 gives no label",
              readers.isEmpty() ? "3" : readers);
      case "mean" ->
          "the mean of all readers' ratings"
              + (readers.isEmpty() ? "" : " where at least " + readers + " gave one");
      case "measured" -> "the diameter in mm, as the crop set has it";
      case "given" -> "as it came with the data (label_" + task.name() + ")";
      default -> "by the rule \"" + id + "\"";
    };
  }
}
