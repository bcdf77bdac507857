package org.nodulens.datasets.phantom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;

/** Writes a study as TCIA lays out LIDC-IDRI: patient, study, series, slices and readings. */
final class PhantomFiles {
  static final String XML_DATE = "2000-01-01";
  static final String XML_TIME = "00:00:00";
  private static final String DATE = "20000101";
  private static final String TIME = "000000";

  private final PhantomStudy study;
  private final CtSeriesWriter series;

  private PhantomFiles(PhantomStudy study) {
    this.study = study;
    Scanner scanner = study.scanner();
    String name = "Phantom^" + study.patientId().replaceAll("\\D", "");
    boolean female = study.thorax().physique().female();
    series =
        new CtSeriesWriter(
            new CtIdentity(
                study.patientId(),
                name,
                female ? "F" : "M",
                study.studyUid(),
                study.seriesUid(),
                study.frameOfReferenceUid()),
            new CtScan(
                "Nodulens",
                scanner.model(),
                scanner.kernel(),
                scanner.sliceThicknessMm(),
                "Computed chest phantom",
                DATE,
                TIME),
            study.geometry());
  }

  /** Slices from the highest down, then the readings. */
  static void write(PhantomStudy study, List<Reading> readings, Path root) throws IOException {
    PhantomFiles files = new PhantomFiles(study);
    Path folder =
        root.resolve(study.patientId()).resolve(study.studyUid()).resolve(study.seriesUid());
    Files.createDirectories(folder);
    files.writeSlices(folder);
    Files.writeString(folder.resolve("readings.xml"), LidcXml.of(study, files.series, readings));
  }

  private void writeSlices(Path folder) throws IOException {
    PhantomScan scan = study.scan();
    for (int k = study.geometry().size().slices() - 1; k >= 0; k--) {
      String name = String.format(Locale.ROOT, "1-%03d.dcm", series.instanceNumber(k));
      series.write(folder.resolve(name), k, scan.slice(k));
    }
  }
}
