package org.nodulens.datasets.phantom;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.nodulens.nodule.Rating;

/** A reader with leanings, who errs a little on every nodule and overlooks some. */
final class SimulatedReader {
  private static final double LEANING = 0.33;
  private static final double HAND_MM = 0.3;

  /** Chosen so that pairs of readers agree about as often as LIDC-IDRI's do. */
  private static final Map<Rating, Double> ERROR =
      Map.of(
          Rating.SUBTLETY, 0.75,
          Rating.SPHERICITY, 0.7,
          Rating.MARGIN, 0.75,
          Rating.LOBULATION, 0.75,
          Rating.SPICULATION, 0.7,
          Rating.TEXTURE, 0.38,
          Rating.MALIGNANCY, 0.85);

  private final Map<Rating, Double> leaning = new EnumMap<>(Rating.class);
  private final double wideMm;

  private SimulatedReader(SplittableRandom random) {
    for (Rating rating : Rating.values()) {
      leaning.put(rating, LEANING * random.nextGaussian());
    }
    wideMm = 0.1 + HAND_MM * random.nextGaussian();
  }

  /** A reader with a name; the same in every study of a seed. */
  static SimulatedReader draw(SeedPath seed) {
    return new SimulatedReader(seed.random());
  }

  boolean sees(NoduleFeatures features, SplittableRandom random) {
    double overlooked = 0.5 * Math.exp(-0.62 * (TrueRatings.subtlety(features) - 1));
    return random.nextDouble() >= Math.min(0.6, overlooked);
  }

  Map<Rating, Integer> rate(NoduleFeatures features, SplittableRandom random) {
    Map<Rating, Integer> given = new EnumMap<>(Rating.class);
    TrueRatings.of(features)
        .forEach((rating, truth) -> given.put(rating, given(rating, truth, random)));
    return given;
  }

  private int given(Rating rating, double truth, SplittableRandom random) {
    double error = random.nextGaussian();
    boolean slip = random.nextDouble() < 0.04;
    return switch (rating) {
      case INTERNAL_STRUCTURE -> slip && error > 1.3 ? 4 : 1;
      case CALCIFICATION -> slip ? slippedCalcification((int) truth) : (int) truth;
      default -> {
        double seen =
            truth + leaning.getOrDefault(rating, 0.0) + ERROR.getOrDefault(rating, 0.0) * error;
        yield (int) Math.min(rating.highest(), Math.max(1, Math.round(seen)));
      }
    };
  }

  /** Kinds are confused with one another; a calcification that is not there is seldom seen. */
  private static int slippedCalcification(int code) {
    return code == Calcification.SOLID.code()
        ? Calcification.CENTRAL.code()
        : code == Calcification.ABSENT.code() ? code : Calcification.SOLID.code();
  }

  ReaderContours.Hand hand(SplittableRandom random) {
    return new ReaderContours.Hand(
        wideMm + 0.2 * random.nextGaussian(), random.nextDouble(TextureCube.SIZE));
  }
}
