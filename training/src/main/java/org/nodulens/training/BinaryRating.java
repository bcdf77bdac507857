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
 * A rating as yes or no, held against the median of the readers. Trained towards all readings, not
 * the clear cases alone (soft), or towards that very label (hard).
 *
 * @param fewestReaders who must have rated a nodule that is trained on
 */
record BinaryRating(Rating rating, boolean soft, int fewestReaders) implements TaskPlan {
  /** Malignant or not, learned from everything that any reader said. */
  static final BinaryRating USUAL = new BinaryRating(Rating.MALIGNANCY, true, 1);

  @Override
  public Task fitted(List<CropRecord> trainingCrops) {
    return new Task(
        rating.columnName(),
        1,
        Task.Kind.BINARY,
        "probability",
        Task.Scaling.NONE,
        soft ? LabelRule.MEDIAN_NO_3.id() : LabelRule.MEDIAN_NO_3.id(fewestReaders),
        Optional.empty());
  }

  @Override
  public Optional<Target> target(CropRecord crop) {
    Readings readings = crop.readings(rating);
    if (readings.count() < fewestReaders) {
      return Optional.empty();
    }
    if (soft) {
      return Optional.of(Target.of((readings.mean() - 1) / (rating.highest() - 1), readings));
    }
    OptionalDouble label = LabelRule.MEDIAN_NO_3.label(crop, rating.columnName(), fewestReaders);
    return label.isPresent()
        ? Optional.of(Target.of(label.getAsDouble(), readings))
        : Optional.empty();
  }

  @Override
  public String targetInWords() {
    return soft
        ? "mean over at least "
            + fewestReaders
            + " readers of (rating - 1) / "
            + (rating.highest() - 1)
            + ", "
            + WEIGHTED
            + ", over all nodules that they rated"
        : "1 where the median of at least "
            + fewestReaders
            + " readers is above 3, 0 where it is below, "
            + WEIGHTED;
  }
}
