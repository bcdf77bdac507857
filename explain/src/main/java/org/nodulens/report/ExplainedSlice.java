package org.nodulens.report;

import java.util.List;
import java.util.stream.IntStream;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;

/**
 * A nodule explained in one plane.
 *
 * @param offsetMm of the plane from the nodule's centre, along the view's normal
 * @param explanation of the prediction for this very plane
 */
public record ExplainedSlice(double offsetMm, Explanation explanation) {

  /** The maps of one method and score in each slice: method by method, task by task. */
  static List<List<MethodMaps>> byScore(List<ExplainedSlice> slices) {
    int scores = slices.get(0).explanation.maps().size();
    return IntStream.range(0, scores)
        .mapToObj(
            score -> slices.stream().map(slice -> slice.explanation.maps().get(score)).toList())
        .toList();
  }
}
