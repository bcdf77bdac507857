package org.nodulens.report.cohort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropSet;
import org.nodulens.faithfulness.Aggregate;
import org.nodulens.faithfulness.BenchmarkOrigin;
import org.nodulens.faithfulness.BenchmarkReport;
import org.nodulens.faithfulness.BenchmarkTable;
import org.nodulens.faithfulness.ScoresCsv;
import org.nodulens.vit.ModelFolder;
import org.nodulens.volumeio.Csv;

/** What {@code nodulens benchmark} found, known to be of the report's model and crop set. */
public final class FoundBenchmark {
  private static final Map<String, String> FIGURES = captions();

  private final Path folder;
  private final BenchmarkOrigin origin;
  private final List<Aggregate> scores;

  private FoundBenchmark(Path folder, BenchmarkOrigin origin, List<Aggregate> scores) {
    this.folder = folder;
    this.origin = origin;
    this.scores = List.copyOf(scores);
  }

  /**
   * Reads a benchmark's folder.
   *
   * @throws org.nodulens.volumeio.FormatException if it is none, or of another model or other crops
   */
  public static FoundBenchmark of(Path folder, ModelFolder model, CropSet set) throws IOException {
    BenchmarkOrigin origin = BenchmarkOrigin.read(folder);
    MeasuredFigures.requireModel(folder.toString(), model, origin.modelSha256());
    MeasuredFigures.requireSame(
        folder + " is of a crop set whose manifest", set, origin.manifestSha256());
    return new FoundBenchmark(folder, origin, ScoresCsv.read(folder));
  }

  /** What each picture that is taken over shows. */
  private static Map<String, String> captions() {
    Map<String, String> captions = new LinkedHashMap<>();
    captions.put("area", "Maps: area between the curves of taking pixels away, each method.");
    captions.put("box", "Maps: correlation with the fall of the score when boxes are filled.");
    captions.put("mass_2", "Maps: share of positive importance on what two readers drew.");
    return captions;
  }

  /** Names of the methods and controls, in the benchmark's order. */
  List<String> methods() {
    return scores.stream().map(Aggregate::method).distinct().toList();
  }

  /** The most nodules that a score rests on. */
  int nodules() {
    return scores.stream().mapToInt(Aggregate::crops).max().orElse(0);
  }

  /** The most patients that a score rests on. */
  int patients() {
    return scores.stream().mapToInt(Aggregate::patients).max().orElse(0);
  }

  /** The part of the report. */
  CohortSection section() throws IOException {
    List<CohortTable> tables = new ArrayList<>();
    for (BenchmarkTable table : BenchmarkReport.tables(scores)) {
      tables.add(withoutEmptyColumns(table, "maps-" + (tables.size() + 1)));
    }
    List<CohortFigure> figures = new ArrayList<>();
    for (Map.Entry<String, String> one : FIGURES.entrySet()) {
      FoundFigure.in(folder.resolve("figures"), one.getKey(), one.getValue())
          .ifPresent(found -> figures.add(withRows(found, one.getKey())));
    }
    return CohortSection.of("Benchmark of importance maps", origin.paragraphs(), figures, tables);
  }

  private CohortFigure withRows(CohortFigure found, String score) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("method", "mean", "low", "high", "nodules", "patients"));
    for (Aggregate one : scores) {
      if (one.score().equals(score) && one.task().equals(Aggregate.ALL_TASKS)) {
        rows.add(
            List.of(
                one.method(),
                Csv.text(one.value()),
                one.interval().map(range -> Csv.text(range.low())).orElse(""),
                one.interval().map(range -> Csv.text(range.high())).orElse(""),
                Integer.toString(one.crops()),
                Integer.toString(one.patients())));
      }
    }
    return new CohortFigure("maps-" + score, found.svg(), found.caption(), rows);
  }

  private static String inWords(String heading) {
    return heading.replace("↑", "(higher is better)").replace("↓", "(lower is better)");
  }

  private static CohortTable withoutEmptyColumns(BenchmarkTable table, String id) {
    List<Integer> kept = new ArrayList<>();
    for (int c = 0; c < table.header().size(); c++) {
      int column = c;
      if (c == 0 || table.rows().stream().anyMatch(row -> !row.get(column).isEmpty())) {
        kept.add(c);
      }
    }
    List<List<Cell>> rows =
        table.rows().stream()
            .map(row -> kept.stream().map(c -> Cell.of(row.get(c))).toList())
            .toList();
    List<String> header =
        kept.stream().map(c -> inWords(table.header().get(c))).toList(); // paper has no arrows
    return CohortTable.plain(id, table.title(), table.note(), header, rows);
  }
}
