package org.nodulens.datasets.phantom;

import java.util.EnumMap;
import java.util.Map;
import org.nodulens.nodule.Rating;

/** What a nodule's features are on LIDC's scales, before anyone rounds, errs or disagrees. */
final class TrueRatings {
  private TrueRatings() {}

  static Map<Rating, Double> of(NoduleFeatures features) {
    Map<Rating, Double> ratings = new EnumMap<>(Rating.class);
    ratings.put(Rating.SUBTLETY, subtlety(features));
    ratings.put(Rating.INTERNAL_STRUCTURE, 1.0);
    ratings.put(Rating.CALCIFICATION, (double) features.calcification().code());
    ratings.put(Rating.SPHERICITY, 4.9 - 2.6 * features.elongation() - 1.3 * features.lobulation());
    ratings.put(Rating.MARGIN, 4.9 - 3.6 * features.softness());
    ratings.put(Rating.LOBULATION, 1 + 3.8 * features.lobulation());
    ratings.put(Rating.SPICULATION, 1 + 3.9 * features.spiculation());
    ratings.put(Rating.TEXTURE, features.texture().rating());
    // A logistic curve flatter than the truth's: readers use the middle of the scale.
    ratings.put(
        Rating.MALIGNANCY, 1 + 4 / (1 + Math.exp(-1.15 * Malignancy.score(features) - 0.25)));
    return ratings;
  }

  /** 5 is plain to see. Small, soft and faint ones are not. */
  static double subtlety(NoduleFeatures features) {
    double faint =
        switch (features.texture()) {
          case SOLID -> 0;
          case PART_SOLID -> 0.5;
          case GROUND_GLASS -> 1.4;
        };
    double size = 1.5 * Math.log(features.diameterMm() / 4);
    return Math.min(5.2, 3.1 + size - faint - 0.6 * features.softness());
  }
}
