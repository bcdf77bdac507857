package org.nodulens.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.nodulens.cropset.CropId;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesChoice;
import org.nodulens.volumeio.FormatException;

/** A nodule that is only a point in a CT series on disk: just the slices around it are read. */
public final class PointInSeries {
  private PointInSeries() {}

  /**
   * The surroundings of a point.
   *
   * @param folder that holds one CT series
   * @param reachMm how far from the point, along each axis, the volume must go
   * @throws FormatException if the folder does not hold exactly one readable CT series
   * @throws PointOutsideException if the point lies outside it
   */
  public static NoduleSample read(Path folder, PatientPoint point, double reachMm)
      throws IOException {
    return of(SeriesChoice.ONLY.of(CtSeriesScanner.scan(folder), folder), "point", point, reachMm);
  }

  /**
   * The surroundings of a point in a series that was found before.
   *
   * @param part names the point among the series' points
   * @throws PointOutsideException if the point lies outside it
   */
  public static NoduleSample of(CtSeries series, String part, PatientPoint point, double reachMm)
      throws IOException {
    VolumeGeometry geometry = series.geometry();
    if (!geometry.contains(point)) {
      throw new PointOutsideException(
          "point " + text(point) + " lies outside the series, which reaches " + range(geometry));
    }
    VolumeGeometry surroundings =
        VolumeGeometry.centered(
            new GridSize(2, 2, 2),
            point,
            geometry.axes().withSpacing(VoxelSpacing.isotropic(2 * reachMm)));
    CtVolume volume = CtSeriesReader.of(series).around(surroundings);
    return new NoduleSample(CropId.of(series.uid(), part), series.patientId(), volume, point, true);
  }

  /** The box around the volume, LPS mm. */
  private static String range(VolumeGeometry geometry) {
    return "x "
        + range(geometry, PatientPoint::xMm)
        + ", y "
        + range(geometry, PatientPoint::yMm)
        + ", z "
        + range(geometry, PatientPoint::zMm)
        + " mm (LPS)";
  }

  private static String range(VolumeGeometry geometry, ToDoubleFunction<PatientPoint> axis) {
    DoubleSummaryStatistics range =
        geometry.corners().stream().mapToDouble(axis).summaryStatistics();
    return String.format(Locale.ROOT, "%.1f to %.1f", range.getMin(), range.getMax());
  }

  private static String text(PatientPoint point) {
    return String.format(
        Locale.ROOT, "(%.1f, %.1f, %.1f) mm", point.xMm(), point.yMm(), point.zMm());
  }
}
