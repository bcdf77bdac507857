package org.nodulens.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.cropset.CropId;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesReader;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesScan;
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
    CtSeries series = only(CtSeriesScanner.scan(folder), folder);
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
    return new NoduleSample(
        CropId.of(series.uid(), "point"), series.patientId(), volume, point, true);
  }

  private static CtSeries only(SeriesScan scan, Path folder) throws FormatException {
    List<CtSeries> series = scan.series();
    if (series.size() == 1) {
      return series.get(0);
    }
    if (series.isEmpty() && !scan.rejectedSeries().isEmpty()) {
      throw new FormatException(scan.rejectedSeries().get(0).detail());
    }
    if (series.isEmpty() && !scan.rejectedFiles().isEmpty()) {
      throw new FormatException(
          folder
              + " holds no CT series; of its first file is known: "
              + scan.rejectedFiles().get(0).detail());
    }
    throw new FormatException(
        folder
            + " holds "
            + series.size()
            + " CT series, expected one"
            + (series.isEmpty() ? "" : ": " + series.stream().map(CtSeries::uid).toList()));
  }

  /** The box around the volume's outermost voxel borders, LPS mm. */
  private static String range(VolumeGeometry geometry) {
    double[] lowest = {1e300, 1e300, 1e300};
    double[] highest = {-1e300, -1e300, -1e300};
    GridSize size = geometry.size();
    for (int corner = 0; corner < 8; corner++) {
      PatientPoint at =
          geometry.toPatient(
              new VoxelPoint(
                  (corner & 1) == 0 ? -0.5 : size.columns() - 0.5,
                  (corner & 2) == 0 ? -0.5 : size.rows() - 0.5,
                  (corner & 4) == 0 ? -0.5 : size.slices() - 0.5));
      double[] xyz = {at.xMm(), at.yMm(), at.zMm()};
      for (int axis = 0; axis < 3; axis++) {
        lowest[axis] = Math.min(lowest[axis], xyz[axis]);
        highest[axis] = Math.max(highest[axis], xyz[axis]);
      }
    }
    return String.format(
        Locale.ROOT,
        "x %.1f to %.1f, y %.1f to %.1f, z %.1f to %.1f mm (LPS)",
        lowest[0],
        highest[0],
        lowest[1],
        highest[1],
        lowest[2],
        highest[2]);
  }

  private static String text(PatientPoint point) {
    return String.format(
        Locale.ROOT, "(%.1f, %.1f, %.1f) mm", point.xMm(), point.yMm(), point.zMm());
  }
}
