package org.nodulens.faithfulness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FormatException;

/**
 * What a benchmark has measured so far, two files a crop, each written aside and moved into place:
 * a killed run loses the crop that it was at.
 */
public final class UnfinishedBenchmark {
  private static final CSVFormat HEADED =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Path folder;

  private UnfinishedBenchmark(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins, or goes on.
   *
   * @param parent the output folder
   * @param identity of all that a result depends on beside the options
   * @throws FormatException if what is there was measured on something else
   */
  public static UnfinishedBenchmark in(Path parent, String identity) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("unfinished"));
    Path file = folder.resolve("identity");
    if (Files.exists(file) && !Files.readString(file).equals(identity)) {
      throw new FormatException(
          "the model or the crop set is not what it was when this benchmark began; begin anew with"
              + " --overwrite");
    }
    Path aside = folder.resolve("identity.partial");
    Files.writeString(aside, identity, StandardCharsets.UTF_8);
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    return new UnfinishedBenchmark(folder);
  }

  /** Whether a crop is done. */
  public boolean has(int number) {
    return Files.exists(scores(number));
  }

  /** Keeps a crop's result. */
  public void keep(int number, CropResult result) throws IOException {
    write(curves(number), table -> curves(table, List.of(result)));
    write(scores(number), table -> scores(table, List.of(result)));
  }

  /** Reads a crop's result. */
  public CropResult read(int number) throws IOException {
    List<ScoreRow> scores = new ArrayList<>();
    for (CSVRecord row : rows(scores(number))) {
      scores.add(
          new ScoreRow(
              subject(row),
              row.get("method"),
              row.get("task"),
              row.get("score"),
              Double.parseDouble(row.get("value"))));
    }
    List<CurveRow> curves = new ArrayList<>();
    List<CSVRecord> rows = rows(curves(number));
    for (int i = 0; i + 1 < rows.size(); i += 2) {
      CSVRecord row = rows.get(i);
      PerturbationCurve curve = new PerturbationCurve(points(row), points(rows.get(i + 1)));
      curves.add(new CurveRow(subject(row), row.get("method"), row.get("task"), curve));
    }
    return new CropResult(scores, curves);
  }

  private static ScoreRow.Subject subject(CSVRecord row) {
    return new ScoreRow.Subject(row.get("crop_id"), row.get("patient_id"), row.get("model"));
  }

  private static List<Double> points(CSVRecord row) {
    List<Double> points = new ArrayList<>();
    for (int step = 0; step <= PerturbationCurve.STEPS; step++) {
      points.add(Double.parseDouble(row.get("f_" + step)));
    }
    return points;
  }

  private static List<CSVRecord> rows(Path file) throws IOException {
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, HEADED)) {
      return parser.getRecords();
    }
  }

  /** Writes all results as crops.csv and curves.csv, and removes what was kept of each crop. */
  public void finish(Path parent, List<CropResult> results) throws IOException {
    try (CSVPrinter table = Csv.printer(parent.resolve("crops.csv"))) {
      scores(table, results);
    }
    try (CSVPrinter table = Csv.printer(parent.resolve("curves.csv"))) {
      curves(table, results);
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Files.delete(folder);
  }

  private static void scores(CSVPrinter table, List<CropResult> results) throws IOException {
    table.printRecord("crop_id", "patient_id", "model", "method", "task", "score", "value");
    for (CropResult result : results) {
      for (ScoreRow row : result.scores()) {
        List<String> cells = cells(row.subject(), row.method(), row.task());
        cells.add(row.score());
        cells.add(Csv.text(row.value()));
        table.printRecord(cells);
      }
    }
  }

  private static void curves(CSVPrinter table, List<CropResult> results) throws IOException {
    List<String> header =
        new ArrayList<>(List.of("crop_id", "patient_id", "model", "method", "task", "first"));
    for (int step = 0; step <= PerturbationCurve.STEPS; step++) {
      header.add("f_" + step);
    }
    table.printRecord(header);
    for (CropResult result : results) {
      for (CurveRow row : result.curves()) {
        curve(table, row, "most_important", row.curve().mostFirst());
        curve(table, row, "least_important", row.curve().leastFirst());
      }
    }
  }

  private static void curve(CSVPrinter table, CurveRow row, String first, List<Double> points)
      throws IOException {
    List<String> cells = cells(row.subject(), row.method(), row.task());
    cells.add(first);
    points.forEach(point -> cells.add(Csv.text(point)));
    table.printRecord(cells);
  }

  private static List<String> cells(ScoreRow.Subject subject, String method, String task) {
    return new ArrayList<>(
        List.of(subject.cropId(), subject.patientId(), subject.model(), method, task));
  }

  /** Fills a table. */
  @FunctionalInterface
  private interface Content {
    void into(CSVPrinter table) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".partial");
    try (CSVPrinter table = Csv.printer(aside)) {
      content.into(table);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path scores(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d-scores.csv", number));
  }

  private Path curves(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%06d-curves.csv", number));
  }
}
