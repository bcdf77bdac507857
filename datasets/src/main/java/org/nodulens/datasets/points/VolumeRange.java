package org.nodulens.datasets.points;

import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.volumeio.Csv;

/** Says how far a volume reaches, to whoever missed it. */
final class VolumeRange {
  private VolumeRange() {}

  static String outside(PatientPoint point, VolumeGeometry geometry) {
    return String.format(
        Locale.ROOT,
        "(%.1f, %.1f, %.1f) mm lies outside the volume, which reaches x %s, y %s, z %s mm (LPS)",
        point.xMm(),
        point.yMm(),
        point.zMm(),
        range(geometry, PatientPoint::xMm),
        range(geometry, PatientPoint::yMm),
        range(geometry, PatientPoint::zMm));
  }

  private static String range(VolumeGeometry geometry, ToDoubleFunction<PatientPoint> axis) {
    DoubleSummaryStatistics range =
        geometry.corners().stream().mapToDouble(axis).summaryStatistics();
    return String.format(Locale.ROOT, "%.1f to %.1f", range.getMin(), range.getMax());
  }

  static String outside(VoxelPoint point, VolumeGeometry geometry) {
    GridSize size = geometry.size();
    return "column %s, row %s, slice %s lies outside the volume of %d columns, %d rows, %d slices, each counted from 0"
        .formatted(
            Csv.text(point.column()),
            Csv.text(point.row()),
            Csv.text(point.slice()),
            size.columns(),
            size.rows(),
            size.slices());
  }
}
