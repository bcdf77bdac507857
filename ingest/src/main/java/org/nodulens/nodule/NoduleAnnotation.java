package org.nodulens.nodule;

import java.util.Map;

/**
 * One opinion of a nodule.
 *
 * @param ratings those that the reader gave
 * @param origin who says that there is a nodule
 */
public record NoduleAnnotation(Outline outline, Map<Rating, Integer> ratings, Origin origin) {
  public NoduleAnnotation {
    ratings = Map.copyOf(ratings);
  }

  /** A reader's. */
  public NoduleAnnotation(Outline outline, Map<Rating, Integer> ratings) {
    this(outline, ratings, Origin.READER);
  }

  /** Who says that there is a nodule. */
  public enum Origin {
    /** A person marked it, if only by a box. */
    READER,
    /** Nobody that is known: the outline was computed from a point. */
    COMPUTED
  }
}
