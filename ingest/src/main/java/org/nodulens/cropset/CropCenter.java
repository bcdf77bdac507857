package org.nodulens.cropset;

import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;

/** The centre of a crop in LPS mm, each coordinate as far as it is known. */
public record CropCenter(OptionalDouble xMm, OptionalDouble yMm, OptionalDouble zMm) {

  public static CropCenter of(PatientPoint point) {
    return new CropCenter(
        OptionalDouble.of(point.xMm()),
        OptionalDouble.of(point.yMm()),
        OptionalDouble.of(point.zMm()));
  }

  /** A place in the scan of which only the slice is known. */
  public static CropCenter ofSlice(double zMm) {
    return new CropCenter(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(zMm));
  }

  /** The point, where all three coordinates are known. */
  public Optional<PatientPoint> point() {
    return xMm.isPresent() && yMm.isPresent() && zMm.isPresent()
        ? Optional.of(new PatientPoint(xMm.getAsDouble(), yMm.getAsDouble(), zMm.getAsDouble()))
        : Optional.empty();
  }
}
