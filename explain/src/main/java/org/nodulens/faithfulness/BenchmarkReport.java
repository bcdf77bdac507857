package org.nodulens.faithfulness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.evaluation.Interval;
import org.nodulens.faithfulness.BenchmarkTable.Column;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FileOutput;

/** What a benchmark comes to: figures with intervals, tables, pictures. */
public final class BenchmarkReport {
  private final List<Aggregate> aggregates;
  private final List<BenchmarkTable> tables;
  private final Map<String, String> svgs;
  private final List<String> preface;

  private BenchmarkReport(
      List<Aggregate> aggregates,
      List<BenchmarkTable> tables,
      Map<String, String> svgs,
      List<String> preface) {
    this.aggregates = aggregates;
    this.tables = tables;
    this.svgs = svgs;
    this.preface = List.copyOf(preface);
  }

  /**
   * Sums up.
   *
   * @param results one a crop, at least one
   * @param preface what was done, a paragraph a string
   */
  public static BenchmarkReport of(
      List<CropResult> results, BenchmarkRequest request, List<String> preface) {
    Map<String, Double> units = units(results);
    String reference = request.reference();
    List<Aggregate> aggregates = Aggregation.of(results, reference, units, request.seed());
    return new BenchmarkReport(
        aggregates,
        tables(aggregates),
        BenchmarkFigures.of(results, aggregates, units, reference),
        preface);
  }

  /**
   * The standard deviation of each task's score of the whole image over the crops; 1 if it is 0.
   */
  private static Map<String, Double> units(List<CropResult> results) {
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    for (CropResult result : results) {
      Map<String, Double> ofTasks = new LinkedHashMap<>();
      result.curves().forEach(row -> ofTasks.put(row.task(), row.curve().mostFirst().get(0)));
      ofTasks.forEach(
          (task, score) -> scores.computeIfAbsent(task, key -> new ArrayList<>()).add(score));
    }
    Map<String, Double> units = new LinkedHashMap<>();
    scores.forEach((task, values) -> units.put(task, deviation(values)));
    return units;
  }

  private static double deviation(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
    return deviation > 0 ? deviation : 1;
  }

  /** Tables of what a benchmark came to, a row a method. */
  public static List<BenchmarkTable> tables(List<Aggregate> aggregates) {
    List<BenchmarkTable> tables = new ArrayList<>();
    List<Column> correctness =
        List.of(
            new Column("area ↑", CropScores.AREA),
            new Column("boxes ↑", CropScores.BOX),
            new Column("boxes 1/8", CropScores.BOX + "_1_8"),
            new Column("boxes 1/4", CropScores.BOX + "_1_4"),
            new Column("boxes 1/2", CropScores.BOX + "_1_2"),
            new Column("compactness ↑", CropScores.COMPACTNESS),
            new Column("class correlation ↓", CropScores.CLASS_CORRELATION),
            new Column("seconds ↓", CropScores.SECONDS));
    tables.add(
        BenchmarkTable.of(
            "Correctness, compactness, class sensitivity, time",
            BenchmarkWords.CORRECTNESS,
            aggregates,
            correctness));
    overlap(aggregates, "Lesion overlap, contours as given", "", tables);
    overlap(aggregates, "Lesion overlap, contours moved", CropScores.MOVED, tables);
    List<Column> depths =
        aggregates.stream()
            .map(Aggregate::score)
            .filter(score -> score.startsWith(CropScores.SANITY))
            .distinct()
            .map(score -> new Column(score.substring(CropScores.SANITY.length()), score))
            .toList();
    if (!depths.isEmpty()) {
      tables.add(
          BenchmarkTable.of(
              "Sanity: layers randomised from the top", BenchmarkWords.SANITY, aggregates, depths));
    }
    return tables;
  }

  private static void overlap(
      List<Aggregate> aggregates, String title, String suffix, List<BenchmarkTable> tables) {
    List<Column> columns = new ArrayList<>();
    for (String score : List.of(CropScores.POINTING, CropScores.MASS, CropScores.RANK)) {
      for (int readers = 1; readers <= ContourMask.MOST_READERS; readers++) {
        columns.add(new Column(score + " " + readers, score + "_" + readers + suffix));
      }
    }
    boolean any =
        columns.stream()
            .anyMatch(
                column -> aggregates.stream().anyMatch(a -> a.score().equals(column.score())));
    if (any) {
      tables.add(BenchmarkTable.of(title, BenchmarkWords.OVERLAP, aggregates, columns));
    }
  }

  /** The tables as text. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# Which map to trust\n\n");
    preface.forEach(paragraph -> text.append(paragraph).append("\n\n"));
    tables.forEach(table -> text.append(table.markdown()));
    return text.toString();
  }

  private String html() {
    StringBuilder text = new StringBuilder(BenchmarkWords.HEAD);
    text.append("<h1>Which map to trust</h1>\n");
    preface.forEach(
        words -> text.append("<p>").append(BenchmarkTable.escaped(words)).append("</p>\n"));
    tables.forEach(table -> text.append(table.html()));
    text.append("<h2>Pictures</h2>\n<div class=\"pictures\">\n");
    svgs.values().forEach(svg -> text.append("<figure>").append(svg).append("</figure>\n"));
    return text.append("</div>\n</body></html>\n").toString();
  }

  /** Writes scores.csv, benchmark.md, benchmark.html and figures/. */
  public void writeInto(Path folder) throws IOException {
    FileOutput.text(folder.resolve("benchmark.md"), markdown());
    FileOutput.text(folder.resolve("benchmark.html"), html());
    Path figures = Files.createDirectories(folder.resolve("figures"));
    for (Map.Entry<String, String> svg : svgs.entrySet()) {
      FileOutput.text(figures.resolve(svg.getKey() + ".svg"), svg.getValue());
    }
    try (CSVPrinter table = Csv.printer(folder.resolve("scores.csv"))) {
      table.printRecord(
          List.of(
              "score",
              "method",
              "task",
              "crops",
              "patients",
              "mean",
              "low",
              "high",
              "difference",
              "difference_low",
              "difference_high",
              "p",
              "p_holm"));
      for (Aggregate one : aggregates) {
        print(table, one);
      }
    }
  }

  private static void print(CSVPrinter table, Aggregate one) throws IOException {
    List<String> row = new ArrayList<>();
    row.addAll(List.of(one.score(), one.method(), one.task()));
    row.add(Integer.toString(one.crops()));
    row.add(Integer.toString(one.patients()));
    row.add(Csv.text(one.value()));
    row.addAll(one.interval().map(BenchmarkReport::cells).orElse(List.of("", "")));
    if (one.difference().isPresent()) {
      Aggregate.Difference difference = one.difference().get();
      row.add(Csv.text(difference.value()));
      row.addAll(cells(difference.interval()));
      row.add(Csv.text(difference.p()));
      row.add(Csv.text(difference.holm()));
    } else {
      row.addAll(List.of("", "", "", "", ""));
    }
    table.printRecord(row);
  }

  private static List<String> cells(Interval interval) {
    return List.of(Csv.text(interval.low()), Csv.text(interval.high()));
  }
}
