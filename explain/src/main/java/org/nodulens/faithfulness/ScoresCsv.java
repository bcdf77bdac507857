package org.nodulens.faithfulness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.evaluation.Interval;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FormatException;

/** Reads scores.csv, as {@link BenchmarkReport} writes it. */
public final class ScoresCsv {
  private ScoresCsv() {}

  /**
   * Reads a benchmark's folder.
   *
   * @throws FormatException if it holds no scores.csv, or one that is damaged
   */
  public static List<Aggregate> read(Path folder) throws IOException {
    Path file = folder.resolve("scores.csv");
    if (!Files.isRegularFile(file)) {
      throw new FormatException(folder + " is no folder of nodulens benchmark: no scores.csv");
    }
    List<Aggregate> scores = new ArrayList<>();
    Csv.read(
        file,
        "table of scores",
        rows -> {
          for (CSVRecord row : rows) {
            scores.add(score(row));
          }
        });
    return scores;
  }

  private static Aggregate score(CSVRecord row) {
    Optional<Interval> interval = interval(row, "low", "high");
    Optional<Aggregate.Difference> difference =
        interval(row, "difference_low", "difference_high")
            .map(
                range ->
                    new Aggregate.Difference(
                        number(row, "difference"), range, number(row, "p"), number(row, "p_holm")));
    return new Aggregate(
        row.get("score"),
        row.get("method"),
        row.get("task"),
        Integer.parseInt(row.get("crops")),
        Integer.parseInt(row.get("patients")),
        number(row, "mean"),
        interval,
        difference);
  }

  private static Optional<Interval> interval(CSVRecord row, String low, String high) {
    return row.get(low).isEmpty()
        ? Optional.empty()
        : Optional.of(new Interval(number(row, low), number(row, high)));
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
