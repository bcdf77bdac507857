package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.explain.PointOutsideException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
      paramLabel = "X,Y,Z",
      converter = Point.class,
      description = "The nodule's centre in the patient (DICOM LPS), mm.")
  private PatientPoint point;

  /** Reads {@code x,y,z}. */
  static final class Point implements ITypeConverter<PatientPoint> {
    @Override
    public PatientPoint convert(String text) {
      String[] numbers = text.split(",", -1);
      try {
        if (numbers.length == 3) {
          return new PatientPoint(
              Double.parseDouble(numbers[0]),
              Double.parseDouble(numbers[1]),
              Double.parseDouble(numbers[2]));
        }
      } catch (IllegalArgumentException e) {
        // said below, for whatever is wrong with it
      }
      throw new TypeConversionException("expected three numbers x,y,z in mm, got " + text);
    }
  }

  /** What lies around the point, as far as {@code reachMm} along each axis. */
  NoduleSample sample(double reachMm) throws IOException {
    try {
      return PointInSeries.read(series, point, reachMm);
    } catch (PointOutsideException e) {
      throw new UsageException("--point: " + e.getMessage());
    }
  }
}
