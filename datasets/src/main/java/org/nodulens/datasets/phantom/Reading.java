package org.nodulens.datasets.phantom;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;

/**
 * One reader's opinion of one nodule.
 *
 * @param reader from 1 to 4
 * @param nodule number in its study
 * @param contours one a slice, by slice; closed
 */
public record Reading(
    int reader, int nodule, Map<Rating, Integer> ratings, Map<Integer, List<PixelPoint>> contours) {
  public Reading {
    ratings = Map.copyOf(ratings);
    contours = new TreeMap<>(contours);
  }
}
