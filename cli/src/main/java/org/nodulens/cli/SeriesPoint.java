package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.explain.PointOutsideException;
import picocli.CommandLine.Option;

/** {@code --series DIR --point x,y,z}: a place in a CT series on disk. */
final class SeriesPoint {
  @Option(
      names = "--series",
      required = true,
      paramLabel = "DIR",
      description = "Folder of one CT series in DICOM.")
  private Path series;

  @Option(
      names = "--point",
      required = true,
      split = ",",
      paramLabel = "MM",
      description = "The nodule's centre: x,y,z in the patient (DICOM LPS), mm.")
  private List<Double> point;

  /** What lies around the point, as far as {@code reachMm} along each axis. */
  NoduleSample sample(double reachMm) throws IOException {
    if (point.size() != 3 || !point.stream().allMatch(Double::isFinite)) {
      throw new UsageException("--point takes three numbers, x,y,z in mm, got " + point);
    }
    try {
      PatientPoint center = new PatientPoint(point.get(0), point.get(1), point.get(2));
      return PointInSeries.read(series, center, reachMm);
    } catch (PointOutsideException e) {
      throw new UsageException("--point: " + e.getMessage());
    }
  }
}
