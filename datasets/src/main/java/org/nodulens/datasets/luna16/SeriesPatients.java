package org.nodulens.datasets.luna16;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.datasets.CsvRow;
import org.nodulens.datasets.CsvTable;
import org.nodulens.volumeio.FormatException;

/**
 * Reads which patient a series is of: {@code series_uid, patient_id}, or {@code Series UID, Subject
 * ID} as in the {@code metadata.csv} that comes with a download from The Cancer Imaging Archive.
 */
final class SeriesPatients {
  private static final List<String> UID_COLUMNS = List.of("series_uid", "Series UID");
  private static final List<String> PATIENT_COLUMNS = List.of("patient_id", "Subject ID");

  private SeriesPatients() {}

  /**
   * Patients by series; other columns are passed over.
   *
   * @throws FormatException if the file is no such table, or names two patients for a series
   */
  static Map<String, String> read(Path file) throws IOException {
    try (CsvTable table = CsvTable.open(file)) {
      String uid = column(file, table, UID_COLUMNS);
      String patient = column(file, table, PATIENT_COLUMNS);
      Map<String, String> patients = new HashMap<>();
      for (Optional<CsvRow> row = table.next(); row.isPresent(); row = table.next()) {
        String id = row.get().requireText(patient);
        String other = patients.put(row.get().requireText(uid), id);
        if (other != null && !other.equals(id)) {
          throw row.get().fault(patient, "is another one than before for this series");
        }
      }
      return patients;
    }
  }

  private static String column(Path file, CsvTable table, List<String> names)
      throws FormatException {
    return names.stream()
        .filter(table.columns()::contains)
        .findFirst()
        .orElseThrow(
            () -> new FormatException(file + " has no column " + String.join(" or ", names)));
  }
}
