package org.nodulens.nodule;

import java.util.Map;

/**
 * One reader's opinion of a nodule.
 *
 * @param ratings those that the reader gave
 */
public record NoduleAnnotation(Outline outline, Map<Rating, Integer> ratings) {
  public NoduleAnnotation {
    ratings = Map.copyOf(ratings);
  }
}
