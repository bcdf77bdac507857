package org.nodulens.training;

import java.util.Optional;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.nodule.Rating;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

/** From what is asked for to how it is learned. */
final class TaskPlans {
  private static final String SOFT = "soft";

  private TaskPlans() {}

  /**
   * The plan of a request.
   *
   * @throws FormatException if the crop set has nothing of that name, or values that do not fit
   * @throws UnfitOptionsException if kind and rule do not go together
   */
  static TaskPlan of(TaskRequest request, CropSet set) throws FormatException {
    Optional<Rating> rating = Rating.ofColumnName(request.name());
    if (rating.isPresent()) {
      return ofRating(rating.get(), request);
    }
    if (request.rule().isPresent()) {
      throw new UnfitOptionsException(
          "task " + request.name() + " has no readers, so it can have no rule");
    }
    if (!request.name().equals("diameter")) {
      return GivenLabel.of(set, request.name(), request.kind());
    }
    if (request.kind().orElse(Task.Kind.REGRESSION) != Task.Kind.REGRESSION) {
      throw new UnfitOptionsException("task diameter is a regression");
    }
    return new TaskPlan.Diameter();
  }

  private static TaskPlan ofRating(Rating rating, TaskRequest request) {
    String rule = request.rule().orElse(usualRule(rating, request));
    boolean binary = rule.equals(SOFT) || rule.equals(LabelRule.MEDIAN_NO_3.id());
    if (!binary && !rule.equals(LabelRule.MEAN.id())) {
      throw new UnfitOptionsException(
          "task "
              + request.name()
              + " has rule "
              + rule
              + "; there are median-no-3, soft (binary) and mean (regression)");
    }
    Task.Kind kind = binary ? Task.Kind.BINARY : Task.Kind.REGRESSION;
    if (request.kind().orElse(kind) != kind) {
      throw new UnfitOptionsException(
          "task "
              + request.name()
              + " cannot be learned as asked: rule "
              + rule
              + " is for "
              + (binary ? "binary tasks" : "regressions"));
    }
    if (!binary) {
      return new TaskPlan.RatingMean(
          rating, request.fewestReaders().orElse(LabelRule.MEAN.usualReaders()));
    }
    boolean soft = rule.equals(SOFT);
    int usual = soft ? 1 : LabelRule.MEDIAN_NO_3.usualReaders();
    return new BinaryRating(rating, soft, request.fewestReaders().orElse(usual));
  }

  /** Malignancy is binary unless a regression is asked for, the other ratings the other way. */
  private static String usualRule(Rating rating, TaskRequest request) {
    Task.Kind usual = rating == Rating.MALIGNANCY ? Task.Kind.BINARY : Task.Kind.REGRESSION;
    return request.kind().orElse(usual) == Task.Kind.REGRESSION ? LabelRule.MEAN.id() : SOFT;
  }
}
