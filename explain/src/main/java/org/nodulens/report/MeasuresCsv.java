package org.nodulens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.NoduleSample;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.volumeio.Csv;

/** Where a report's nodules are and what was measured on them, a row a nodule. */
record MeasuresCsv(List<CaseFindings> nodules) {
  private static final List<String> COLUMNS =
      List.of(
          "crop_id",
          "x_mm",
          "y_mm",
          "z_mm",
          "outline",
          "long_axis_mm",
          "short_axis_mm",
          "volume_mm3",
          "mean_hu",
          "doubts");

  void write(Path file) throws IOException {
    try (CSVPrinter table = Csv.printer(file)) {
      table.printRecord(COLUMNS);
      for (CaseFindings nodule : nodules) {
        table.printRecord(row(nodule.nodule()));
      }
    }
  }

  /** Empty where something is not known; the place is DICOM LPS. */
  private static List<String> row(CaseNodule nodule) {
    NoduleSample sample = nodule.sample();
    NoduleMeasures found = nodule.measures();
    Optional<MaskMeasures> mask = found.measures();
    Optional<PatientPoint> center =
        sample.placed() ? Optional.of(sample.center()) : Optional.empty();
    List<String> row = new ArrayList<>();
    row.add(sample.cropId());
    row.add(center.map(at -> Csv.text(at.xMm())).orElse(""));
    row.add(center.map(at -> Csv.text(at.yMm())).orElse(""));
    row.add(center.map(at -> Csv.text(at.zMm())).orElse(""));
    row.add(found.source().name().toLowerCase(Locale.ROOT));
    row.add(mask.map(of -> Csv.text(of.longAxisMm())).orElse(""));
    row.add(mask.map(of -> Csv.text(of.shortAxisMm())).orElse(""));
    row.add(mask.map(of -> Csv.text(of.volumeMm3())).orElse(""));
    row.add(mask.map(of -> Csv.text(of.meanHu())).orElse(""));
    row.add(String.join(" ", found.doubts()));
    return row;
  }
}
