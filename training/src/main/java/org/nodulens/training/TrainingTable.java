package org.nodulens.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.volumeio.Csv;

/**
 * Writes training.csv: a row an epoch, {@code epoch} from 1, {@code loss}, {@code rate}, then the
 * validation figures, of the weights that would predict.
 */
final class TrainingTable {
  private TrainingTable() {}

  static void write(Path file, List<EpochFigures> epochs) throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    epochs.forEach(epoch -> columns.addAll(epoch.validation().keySet()));
    try (CSVPrinter rows = Csv.printer(file)) {
      List<String> header = new ArrayList<>(List.of("epoch", "loss", "rate"));
      header.addAll(columns);
      rows.printRecord(header);
      for (EpochFigures epoch : epochs) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(epoch.epoch() + 1));
        row.add(Csv.text(epoch.loss()));
        row.add(Csv.text(epoch.rate()));
        for (String column : columns) {
          Double value = epoch.validation().get(column);
          row.add(value == null ? "" : Csv.text(value));
        }
        rows.printRecord(row);
      }
    }
  }
}
