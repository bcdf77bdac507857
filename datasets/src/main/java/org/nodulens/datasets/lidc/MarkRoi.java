package org.nodulens.datasets.lidc;

import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.nodule.PixelPoint;

/**
 * What a reader drew on one slice: a closed line through pixel centres, or a single point.
 *
 * @param zMm the slice's place along the patient's z axis, if it is given
 * @param sopUid the slice; empty if it is not given
 * @param inclusion false: what the line holds is cut out of the nodule
 * @param points zero-based; as in the file, where the first is mostly repeated as the last
 */
public record MarkRoi(
    OptionalDouble zMm, String sopUid, boolean inclusion, List<PixelPoint> points) {
  public MarkRoi {
    points = List.copyOf(points);
  }

  /** Whether it is more than a single point. */
  public boolean isLine() {
    return points.stream().distinct().limit(2).count() == 2;
  }

  MarkRoi withZMm(double newZMm) {
    return new MarkRoi(OptionalDouble.of(newZMm), sopUid, inclusion, points);
  }
}
