package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.PatientPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesChoice;
import org.nodulens.explain.PointInSeries;
import org.nodulens.explain.PointOutsideException;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.StudyFacts;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.ModelDescription;
import picocli.CommandLine.Option;

/** {@code --series DIR --point x,y,z[;x,y,z...]}: places in a CT series on disk. */
final class SeriesPoints {
  /** What a page shows of the scan, and what an outline may need, to each side of a nodule. */
  private static final double LEAST_REACH_MM = 48;

  @Option(
      names = "--series",
      required = true,
      paramLabel = "DIR",
      description = "Folder of one CT series in DICOM.")
  private Path series;

  @Option(
      names = "--point",
      required = true,
      split = ";",
      paramLabel = "X,Y,Z",
      converter = SeriesPoint.Point.class,
      description =
          "A nodule's centre in the patient (DICOM LPS), mm; several are separated by semicolons.")
  private List<PatientPoint> points;

  /** Scans the folder once and reads what lies around each point. */
  Cases read(ModelDescription model) throws IOException {
    Cases.requireFew(points.size(), "--point names", "--point");
    InputSpec input = model.input();
    double reachMm = Math.max(LEAST_REACH_MM, input.fieldOfViewMm() * 1.5);
    CtSeries found = SeriesChoice.ONLY.of(CtSeriesScanner.scan(series), series);
    List<CaseNodule> nodules = new ArrayList<>();
    try {
      for (int i = 0; i < points.size(); i++) {
        String part = points.size() == 1 ? "point" : "point-" + (i + 1);
        nodules.add(CaseNodule.ofPoint(PointInSeries.of(found, part, points.get(i), reachMm)));
      }
    } catch (PointOutsideException e) {
      throw new UsageException("--point: " + e.getMessage());
    }
    return new Cases(StudyFacts.of(found), nodules, Optional.of(found));
  }
}
