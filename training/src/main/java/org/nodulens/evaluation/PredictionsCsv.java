package org.nodulens.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/**
 * Writes predictions.csv: a row a crop and task; the label is empty where there is none. {@code
 * ambiguous_mean} is the readers' mean where their median is 3, the second test set; {@code
 * probabilities} are those of several classes, in their order.
 */
public final class PredictionsCsv {
  private PredictionsCsv() {}

  public static void write(Path file, List<ScoredPrediction> predictions) throws IOException {
    try (CSVPrinter rows = Csv.printer(file)) {
      rows.printRecord(
          "crop_id",
          "patient_id",
          "task",
          "prediction",
          "label",
          "model",
          "ambiguous_mean",
          "probabilities");
      for (ScoredPrediction p : predictions) {
        rows.printRecord(
            p.subject().cropId(),
            p.subject().patientId(),
            p.task(),
            Csv.text(p.prediction()),
            Csv.text(p.label()),
            p.model(),
            Csv.text(p.ambiguousMean()),
            p.probabilities().stream().map(Csv::text).collect(Collectors.joining(";")));
      }
    }
  }
}
