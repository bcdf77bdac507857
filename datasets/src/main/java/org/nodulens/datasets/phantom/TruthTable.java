package org.nodulens.datasets.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/** {@code truth.csv}: a row a nodule. */
final class TruthTable {
  private static final List<String> COLUMNS =
      List.of(
          "patient_id",
          "series_uid",
          "nodule",
          "center_x_mm",
          "center_y_mm",
          "center_z_mm",
          "diameter_mm",
          "texture",
          "lobulation",
          "spiculation",
          "softness",
          "elongation",
          "calcification",
          "location",
          "malignant",
          "malignancy_probability",
          "readers",
          "scanner");

  private TruthTable() {}

  static void write(Path file, List<Part> studies) throws IOException {
    try (CSVPrinter table = Csv.printer(file)) {
      table.printRecord(COLUMNS);
      for (Part study : studies) {
        table.printRecords(study.rows());
      }
    }
  }

  /** A study's rows. */
  static Part part(PhantomStudy study, List<Reading> readings) {
    return new Part(
        study.nodules().stream().map(nodule -> row(study, nodule, readings)).toList(),
        (int) study.nodules().stream().filter(NoduleTruth::malignant).count(),
        readings.size());
  }

  private static List<Object> row(PhantomStudy study, NoduleTruth nodule, List<Reading> readings) {
    NoduleFeatures features = nodule.features();
    long readers = readings.stream().filter(r -> r.nodule() == nodule.number()).count();
    return List.of(
        study.patientId(),
        study.seriesUid(),
        nodule.number(),
        number(nodule.center().xMm()),
        number(nodule.center().yMm()),
        number(nodule.center().zMm()),
        number(features.diameterMm()),
        word(features.texture()),
        number(features.lobulation()),
        number(features.spiculation()),
        number(features.softness()),
        number(features.elongation()),
        word(features.calcification()),
        word(nodule.location()),
        nodule.malignant() ? 1 : 0,
        number(nodule.malignancyProbability()),
        readers,
        word(study.scanner()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** What is kept of a study once its files are written. */
  record Part(List<List<Object>> rows, int malignant, int readings) {
    Part {
      rows = List.copyOf(rows);
    }
  }
}
