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
sealed interface TaskPlan permits BinaryRating, TaskPlan.RatingMean, TaskPlan.Diameter, GivenLabel {
  /** What is learned unless told otherwise. */
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

  /** The task, its scaling and reader noise measured on the crops that are trained on. */
  Task fitted(List<CropRecord> trainingCrops);

  /** What the output is trained towards, in the task's unit; empty where there is no opinion. */
  Optional<Target> target(CropRecord crop);

  /** In words, for model.json. */
  String targetInWords();

  /**
   * A value and how much stands behind it.
   *
   * @param value in the task's unit; a class's number
   * @param weight how many readers agree; 1 for what no reader gave
   */
  record Target(double value, double weight) {
    /**
     * A value derived from readings: it weighs as many readers as lie within one step of their
     * mean, and one at least.
     */
    static Target of(double value, Readings readings) {
      double mean = readings.mean();
      long agreeing = readings.values().stream().filter(r -> Math.abs(r - mean) <= 1).count();
      return new Target(value, Math.max(1, agreeing));
    }
  }

  /** Words for the weight, to follow a target's. */
  String WEIGHTED = "weighted by the number of readers within one step of their mean";

  /**
   * The mean of a rating.
   *
   * @param fewestReaders who must have rated a nodule
   */
  record RatingMean(Rating rating, int fewestReaders) implements TaskPlan {
    RatingMean(Rating rating) {
      this(rating, LabelRule.MEAN.usualReaders());
    }

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
          LabelRule.MEAN.id(fewestReaders),
          ReaderNoise.of(rating, trainingCrops));
    }

    @Override
    public Optional<Target> target(CropRecord crop) {
      Readings readings = crop.readings(rating);
      return readings.count() < fewestReaders
          ? Optional.empty()
          : Optional.of(Target.of(readings.mean(), readings));
    }

    @Override
    public String targetInWords() {
      return "mean over at least " + fewestReaders + " readers, z-scored, " + WEIGHTED;
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
      return "natural logarithm of the diameter in mm, z-scored";
    }
  }
}
