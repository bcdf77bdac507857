package org.nodulens.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;

/**
 * A task before training: which label it is held against, and what its output is trained towards.
 */
sealed interface TaskPlan {
  /** All that can be asked for, in the order of the default. */
  List<String> DEFAULT_NAMES =
      List.of(
          "malignancy",
          "subtlety",
          "calcification",
          "sphericity",
          "margin",
          "lobulation",
          "spiculation",
          "texture",
          "diameter");

  /** The plan of a task's name; empty if the name is not known. */
  static Optional<TaskPlan> named(String name) {
    if (name.equals("diameter")) {
      return Optional.of(new Diameter());
    }
    return Rating.ofColumnName(name)
        .map(rating -> rating == Rating.MALIGNANCY ? new Malignancy() : new RatingMean(rating));
  }

  /** The task, its scaling and reader noise measured on the crops that are trained on. */
  Task fitted(List<CropRecord> trainingCrops);

  /** What the output is trained towards, in the task's unit; empty where there is no opinion. */
  Optional<Target> target(CropRecord crop);

  /** In words, for model.json. */
  String targetInWords();

  /**
   * A value and how many readers stand behind it.
   *
   * @param value in the task's unit
   */
  record Target(double value, int readers) {}

  /** Malignant or not, learned from all readings and not from the clear cases alone. */
  record Malignancy() implements TaskPlan {
    @Override
    public Task fitted(List<CropRecord> trainingCrops) {
      return new Task(
          Rating.MALIGNANCY.columnName(),
          1,
          Task.Kind.BINARY,
          "probability",
          Task.Scaling.NONE,
          LabelRule.MEDIAN_NO_3.id(),
          Optional.empty());
    }

    @Override
    public Optional<Target> target(CropRecord crop) {
      Readings readings = crop.readings(Rating.MALIGNANCY);
      if (readings.isEmpty()) {
        return Optional.empty();
      }
      double top = Rating.MALIGNANCY.highest() - 1;
      return Optional.of(new Target((readings.mean() - 1) / top, readings.count()));
    }

    @Override
    public String targetInWords() {
      return "mean over readers of (rating - 1) / 4, weighted by the number of readers, over all"
          + " rated nodules";
    }
  }

  /** The mean of a rating. */
  record RatingMean(Rating rating) implements TaskPlan {
    @Override
    public Task fitted(List<CropRecord> trainingCrops) {
      Moments moments = new Moments();
      trainingCrops.forEach(crop -> target(crop).ifPresent(t -> moments.add(t.value())));
      return new Task(
          rating.columnName(),
          1,
          Task.Kind.REGRESSION,
          "rating",
          moments.scaling(false),
          LabelRule.MEAN.id(),
          ReaderNoise.of(rating, trainingCrops));
    }

    @Override
    public Optional<Target> target(CropRecord crop) {
      Readings readings = crop.readings(rating);
      return readings.isEmpty()
          ? Optional.empty()
          : Optional.of(new Target(readings.mean(), readings.count()));
    }

    @Override
    public String targetInWords() {
      return "mean over readers, weighted by the number of readers";
    }
  }

  /** The logarithm of the diameter. */
  record Diameter() implements TaskPlan {
    @Override
    public Task fitted(List<CropRecord> trainingCrops) {
      Moments moments = new Moments();
      trainingCrops.forEach(crop -> target(crop).ifPresent(t -> moments.add(Math.log(t.value()))));
      return new Task(
          "diameter",
          1,
          Task.Kind.REGRESSION,
          "mm",
          moments.scaling(true),
          LabelRule.MEASURED.id(),
          Optional.empty());
    }

    @Override
    public Optional<Target> target(CropRecord crop) {
      OptionalDouble diameterMm = crop.diameterMm();
      return diameterMm.isPresent() && diameterMm.getAsDouble() > 0
          ? Optional.of(new Target(diameterMm.getAsDouble(), 1))
          : Optional.empty();
    }

    @Override
    public String targetInWords() {
      return "natural logarithm of the diameter in mm";
    }
  }
}
