package org.nodulens.datasets.lidc;

import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.nodulens.nodule.PixelPoint;

/**
 * The mean of a mark's points, those repeated within a line and those of exclusions left out.
 *
 * @param column zero-based, in pixels; empty where the mark has no point
 * @param row alike
 * @param zMm empty where no point has one
 */
record MarkCentroid(OptionalDouble column, OptionalDouble row, OptionalDouble zMm) {
  static MarkCentroid of(ReaderMark mark) {
    return new MarkCentroid(
        mean(mark, PixelPoint::column), mean(mark, PixelPoint::row), meanZMm(mark));
  }

  private static OptionalDouble mean(ReaderMark mark, ToDoubleFunction<PixelPoint> coordinate) {
    return drawn(mark).flatMap(MarkCentroid::points).mapToDouble(coordinate).average();
  }

  private static OptionalDouble meanZMm(ReaderMark mark) {
    return drawn(mark)
        .filter(roi -> roi.zMm().isPresent())
        .flatMapToDouble(
            roi -> points(roi).flatMapToDouble(p -> DoubleStream.of(roi.zMm().getAsDouble())))
        .average();
  }

  private static Stream<MarkRoi> drawn(ReaderMark mark) {
    return mark.rois().stream().filter(MarkRoi::inclusion);
  }

  private static Stream<PixelPoint> points(MarkRoi roi) {
    return roi.points().stream().distinct();
  }
}
