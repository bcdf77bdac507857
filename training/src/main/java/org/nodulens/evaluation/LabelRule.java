package org.nodulens.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

/** How the label of a task, which predictions are held against, comes from what readers gave. */
public enum LabelRule {
  /**
   * 1 where the median of at least three readings is above 3, 0 where it is below; no label where
   * it is 3 or fewer than three readers gave one.
   */
  MEDIAN_NO_3("median-no-3") {
    @Override
    OptionalDouble label(CropRecord crop, String task) {
      Readings readings = readings(crop, task);
      if (readings.count() < 3 || readings.median() == 3) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(readings.median() > 3 ? 1 : 0);
    }
  },

  /** The mean over all readings. */
  MEAN("mean") {
    @Override
    OptionalDouble label(CropRecord crop, String task) {
      Readings readings = readings(crop, task);
      return readings.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(readings.mean());
    }
  },

  /** What was measured, whoever did: the diameter in mm. */
  MEASURED("measured") {
    @Override
    OptionalDouble label(CropRecord crop, String task) {
      OptionalDouble diameterMm = crop.diameterMm();
      boolean usable = diameterMm.isPresent() && diameterMm.getAsDouble() > 0;
      return usable ? diameterMm : OptionalDouble.empty();
    }
  };

  private final String id;

  LabelRule(String id) {
    this.id = id;
  }

  /** The name in model.json: {@code median-no-3}. */
  public String id() {
    return id;
  }

  public static Optional<LabelRule> ofId(String id) {
    for (LabelRule rule : values()) {
      if (rule.id.equals(id)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Whether a task's labels come by this rule, whatever follows its name after a colon. */
  boolean isOf(Task task) {
    return task.labelRule().equals(id) || task.labelRule().startsWith(id + ":");
  }

  /** A crop's label for a task, by the task's own rule; none if the rule is not known here. */
  public static OptionalDouble label(CropRecord crop, Task task) {
    return ofId(task.labelRule())
        .map(rule -> rule.label(crop, task.name()))
        .orElse(OptionalDouble.empty());
  }

  abstract OptionalDouble label(CropRecord crop, String task);

  private static Readings readings(CropRecord crop, String task) {
    return Rating.ofColumnName(task).map(crop::readings).orElse(Readings.NONE);
  }
}
