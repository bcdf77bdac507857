package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.cli.Written.json;
import static org.nodulens.cli.Written.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;

/** A cohort report's flow of cases from DICOM in which files and a series are at fault. */
class CohortFlowTest {
  @TempDir private static Path folder;
  private static Path crops;
  private static Path report;

  @BeforeAll
  static void spoil_a_phantom_ingest_evaluate_and_report() throws IOException {
    Path phantom = Files.createDirectory(folder.resolve("phantom"));
    Phantom.write(new PhantomOptions(4, 1, 256, 300, 110, 2), phantom, patient -> {});
    spoil(phantom);
    crops = folder.resolve("crops");
    run("ingest", "--dataset", "phantom", "--root", phantom + "", "--out", crops + "");
    Path evaluation = folder.resolve("evaluation");
    run("evaluate", "--model", "embedded", "--crops", crops + "", "--out", evaluation + "");
    report = folder.resolve("report");
    run(
        "report",
        "--model",
        "embedded",
        "--crops",
        crops + "",
        "--evaluation",
        evaluation + "",
        "--out",
        report + "");
  }

  /** A text, a slice cut short, and of the last patient's series a slice from the middle gone. */
  private static void spoil(Path phantom) throws IOException {
    Files.writeString(phantom.resolve("notes.txt"), "no image");
    List<List<Path>> series;
    try (Stream<Path> files = Files.walk(phantom)) {
      Map<Path, List<Path>> slices =
          files
              .filter(file -> file.toString().endsWith(".dcm"))
              .sorted()
              .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
      series = new ArrayList<>(slices.values());
    }
    List<Path> last = series.get(series.size() - 1);
    Files.delete(last.get(last.size() / 2));
    Path first = series.get(0).get(0);
    Path cut = phantom.resolve("cut.dcm");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(first), 3000));
  }

  private static void run(String... words) {
    Run run = Run.of(words);
    assertThat(run.status()).as(words[0] + ": " + run.err()).isZero();
  }

  @Test
  void at_each_level_the_report_has_what_the_ingest_counted() throws IOException {
    JsonNode counts = json(crops.resolve("cropset.json")).path("counts");
    List<CSVRecord> flow = table(report.resolve("tables/flow.csv"));
    assertThat(flow)
        .extracting(row -> row.get("level"))
        .containsExactly("files", "CT series", "nodules");
    for (int i = 0; i < 3; i++) {
      JsonNode level = counts.path(List.of("file", "series", "nodule").get(i));
      for (String column : List.of("in", "kept", "rejected")) {
        assertThat(flow.get(i).get(column))
            .as(flow.get(i).get("level") + " " + column)
            .isEqualTo(level.path(column).asText());
      }
    }
    assertThat(Integer.parseInt(flow.get(0).get("rejected"))).isGreaterThan(1);
    assertThat(flow.get(1).get("rejected")).isEqualTo("1");
  }

  @Test
  void every_row_of_the_ledger_stands_under_its_reason_and_no_path_does() throws IOException {
    Map<String, Long> ledger =
        table(crops.resolve("rejected.csv")).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("level") + " " + row.get("code"), Collectors.counting()));
    Map<String, Long> reported =
        table(report.resolve("tables/rejected.csv")).stream()
            .collect(
                Collectors.toMap(
                    row ->
                        row.get("level")
                                .replace("CT series", "series")
                                .replaceAll("(file|nodule)s", "$1")
                            + " "
                            + row.get("reason"),
                    row -> Long.parseLong(row.get("count"))));
    assertThat(reported).isEqualTo(ledger).containsKeys("file not-dicom", "file truncated");
    String page = Files.readString(report.resolve("cohort.html"));
    assertThat(page)
        .contains("Files that went in", "not-dicom")
        .doesNotContain("notes.txt", "cut.dcm");
    assertThat(Files.readString(report.resolve("figures/flow.svg"))).contains("Rejected: ");
  }
}
