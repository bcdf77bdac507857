package org.nodulens.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/** Writes predictions.csv: a row a crop and task; the label is empty where there is none. */
public final class PredictionsCsv {
  private PredictionsCsv() {}

  public static void write(Path file, List<ScoredPrediction> predictions) throws IOException {
    try (CSVPrinter rows = Csv.printer(file)) {
      rows.printRecord("crop_id", "patient_id", "task", "prediction", "label", "model");
      for (ScoredPrediction p : predictions) {
        rows.printRecord(
            p.subject().cropId(),
            p.subject().patientId(),
            p.task(),
            Csv.text(p.prediction()),
            Csv.text(p.label()),
            p.model());
      }
    }
  }
}
