package org.nodulens.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

/** How the label of a task, which predictions are held against, comes from what readers gave. */
public enum LabelRule {
  /**
   * 1 where the median of at least three readings (or as many as asked for) is above 3, 0 where it
   * is below; no label where it is 3 or fewer readers gave one.
   */
  MEDIAN_NO_3("median-no-3", 3) {
    @Override
    public OptionalDouble label(CropRecord crop, String task, int fewestReaders) {
      Readings readings = readings(crop, task);
      if (readings.count() < fewestReaders || readings.median() == 3) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(readings.median() > 3 ? 1 : 0);
    }
  },

  /** The mean over all readings. */
  MEAN("mean", 1) {
    @Override
    public OptionalDouble label(CropRecord crop, String task, int fewestReaders) {
      Readings readings = readings(crop, task);
      return readings.count() < fewestReaders
          ? OptionalDouble.empty()
          : OptionalDouble.of(readings.mean());
    }
  },

  /** What was measured, whoever did: the diameter in mm. */
  MEASURED("measured", 1) {
    @Override
    public OptionalDouble label(CropRecord crop, String task, int fewestReaders) {
      OptionalDouble diameterMm = crop.diameterMm();
      boolean usable = diameterMm.isPresent() && diameterMm.getAsDouble() > 0;
      return usable ? diameterMm : OptionalDouble.empty();
    }
  },

  /** What came with the crop in {@code label_<task>}: a number. */
  GIVEN("given", 1) {
    @Override
    public OptionalDouble label(CropRecord crop, String task, int fewestReaders) {
      return number(crop.labels().getOrDefault(task, ""));
    }
  };

  private static final Pattern TEXT = Pattern.compile("([a-z0-9-]+)(?::(\\d{1,2}))?");

  private final String id;
  private final int usualReaders;

  LabelRule(String id, int usualReaders) {
    this.id = id;
    this.usualReaders = usualReaders;
  }

  /** How many readers must have given a reading, unless told otherwise. */
  public int usualReaders() {
    return usualReaders;
  }

  /** The name with a number of readers that is not the usual one: {@code median-no-3:2}. */
  public String id(int fewestReaders) {
    return fewestReaders == usualReaders ? id : id + ":" + fewestReaders;
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

  /**
   * A crop's label for a task, by the task's own rule, {@code mean} or {@code mean:2}; none if the
   * rule is not known here. Of several classes, the number of its class.
   */
  public static OptionalDouble label(CropRecord crop, Task task) {
    Matcher text = TEXT.matcher(task.labelRule());
    Optional<LabelRule> rule = text.matches() ? ofId(text.group(1)) : Optional.empty();
    if (rule.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (task.kind() == Task.Kind.MULTICLASS) {
      int number = task.classes().indexOf(crop.labels().getOrDefault(task.name(), ""));
      return number < 0 ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
    return rule.get().label(crop, task.name(), fewest(text, rule.get()));
  }

  private static int fewest(Matcher text, LabelRule rule) {
    return text.group(2) == null ? rule.usualReaders : Integer.parseInt(text.group(2));
  }

  /**
   * The mean reading of a nodule that {@link #MEDIAN_NO_3} leaves out although enough readers rated
   * it: their median is 3. Empty for all others, and by other rules.
   */
  public static OptionalDouble ambiguous(CropRecord crop, Task task) {
    Matcher text = TEXT.matcher(task.labelRule());
    if (!text.matches() || !text.group(1).equals(MEDIAN_NO_3.id)) {
      return OptionalDouble.empty();
    }
    Readings readings = readings(crop, task.name());
    return readings.count() >= fewest(text, MEDIAN_NO_3) && readings.median() == 3
        ? OptionalDouble.of(readings.mean())
        : OptionalDouble.empty();
  }

  /** A finite number, if that is what a cell holds. */
  public static OptionalDouble number(String cell) {
    try {
      double number = Double.parseDouble(cell);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  OptionalDouble label(CropRecord crop, String task) {
    return label(crop, task, usualReaders);
  }

  /** A crop's label for a task's name, of so many readers at least. */
  public abstract OptionalDouble label(CropRecord crop, String task, int fewestReaders);

  private static Readings readings(CropRecord crop, String task) {
    return Rating.ofColumnName(task).map(crop::readings).orElse(Readings.NONE);
  }
}
