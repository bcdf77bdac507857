package org.nodulens.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

/**
 * A label that came with the crops: column {@code label_<name>} of the manifest.
 *
 * @param classes of a multiclass task, sorted; empty otherwise
 */
record GivenLabel(String name, Task.Kind kind, List<String> classes) implements TaskPlan {
  private static final int MOST_CLASSES = 100;

  /**
   * Looks at every value of a crop set.
   *
   * @param asked empty to be recognised: 0 and 1 are binary, other numbers a regression, words
   *     classes
   * @throws FormatException if no crop has the label, or a value does not fit the kind
   */
  static GivenLabel of(CropSet set, String name, Optional<Task.Kind> asked) throws FormatException {
    TreeSet<String> values = new TreeSet<>();
    for (CropRecord crop : set.records()) {
      String value = crop.labels().get(name);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      throw new FormatException(
          "task "
              + name
              + " is unknown: it is none of the ratings and not diameter, and crop set "
              + set.folder()
              + " has no label_"
              + name);
    }
    Task.Kind kind = asked.orElseGet(() -> recognised(values));
    for (String value : values) {
      if (kind == Task.Kind.BINARY
          ? !isBinary(value)
          : kind == Task.Kind.REGRESSION && !isNumber(value)) {
        throw new FormatException(
            "label_"
                + name
                + " of crop set "
                + set.folder()
                + " holds \""
                + value
                + "\", "
                + (kind == Task.Kind.BINARY ? "not 0 or 1" : "not a finite number"));
      }
    }
    if (kind == Task.Kind.MULTICLASS && (values.size() < 2 || values.size() > MOST_CLASSES)) {
      throw new FormatException(
          "label_"
              + name
              + " of crop set "
              + set.folder()
              + " has "
              + values.size()
              + " classes; a multiclass task has 2 to "
              + MOST_CLASSES);
    }
    return new GivenLabel(
        name, kind, kind == Task.Kind.MULTICLASS ? List.copyOf(values) : List.of());
  }

  private static Task.Kind recognised(TreeSet<String> values) {
    if (values.stream().allMatch(GivenLabel::isBinary)) {
      return Task.Kind.BINARY;
    }
    return values.stream().allMatch(GivenLabel::isNumber)
        ? Task.Kind.REGRESSION
        : Task.Kind.MULTICLASS;
  }

  private static boolean isBinary(String value) {
    return value.equals("0") || value.equals("1");
  }

  private static boolean isNumber(String value) {
    return LabelRule.number(value).isPresent();
  }

  @Override
  public Task fitted(List<CropRecord> trainingCrops) {
    Moments moments = new Moments();
    if (kind == Task.Kind.REGRESSION) {
      for (CropRecord crop : trainingCrops) {
        target(crop).ifPresent(target -> moments.add(target.value()));
      }
    }
    return task(kind == Task.Kind.REGRESSION ? moments.scaling(false) : Task.Scaling.NONE);
  }

  private Task task(Task.Scaling scaling) {
    return new Task(
        name,
        Math.max(1, classes.size()),
        kind,
        kind == Task.Kind.REGRESSION ? "label" : kind == Task.Kind.BINARY ? "probability" : "class",
        scaling,
        LabelRule.GIVEN.id(),
        Optional.empty(),
        classes);
  }

  @Override
  public Optional<Target> target(CropRecord crop) {
    OptionalDouble label = LabelRule.label(crop, task(Task.Scaling.NONE));
    return label.isPresent() ? Optional.of(new Target(label.getAsDouble(), 1)) : Optional.empty();
  }

  @Override
  public String targetInWords() {
    return switch (kind) {
      case BINARY -> "label_" + name + ", 0 or 1";
      case REGRESSION -> "label_" + name + ", z-scored";
      case MULTICLASS -> "label_" + name + ", one of " + String.join(", ", classes);
    };
  }
}
