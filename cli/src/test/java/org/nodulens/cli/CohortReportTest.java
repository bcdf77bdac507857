package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.nodulens.cli.Written.names;
import static org.nodulens.cli.Written.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report on a cohort of made-up crops, through the command; in a browser where there is one.
 */
class CohortReportTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;
  private static Path evaluation;
  private static Path benchmark;
  private static Path report;

  @BeforeAll
  static void ingest_train_evaluate_benchmark_and_report() throws IOException {
    crops = TinyRoad.get().crops();
    model = TinyRoad.get().model();
    evaluation = folder.resolve("evaluation");
    run("evaluate", "--model", model + "", "--crops", crops + "", "--out", evaluation + "");
    benchmark = folder.resolve("benchmark");
    run(
        "benchmark",
        "--model",
        model + "",
        "--crops",
        crops + "",
        "--methods",
        "cdam,attention",
        "--sample",
        "2",
        "--sanity",
        "0",
        "--out",
        benchmark + "");
    report = folder.resolve("report");
    Run run = report(report, model);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("cohort of 24 nodules of 12 patients", "the model's own cross-validation");
  }

  private static Path ingest(String name, int patients) throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve(name + "-root"), patients);
    Path out = folder.resolve(name);
    run("ingest", "--dataset", "lidc-crops", "--root", root + "", "--out", out + "");
    return out;
  }

  private static void run(String... words) {
    Run run = Run.of(words);
    assertThat(run.status()).as(run.err()).isZero();
  }

  private static Run report(Path out, Path of, String... more) {
    List<String> words = new ArrayList<>(List.of("report", "--model", of + ""));
    words.addAll(List.of("--crops", crops + "", "--out", out + ""));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  private static String page(Path of) throws IOException {
    return Files.readString(of.resolve("cohort.html"));
  }

  @Test
  void the_page_stands_alone_and_names_no_patient() throws IOException {
    assertThat(page(report))
        .contains("For research use only. Not a medical device", "default-src 'none'")
        .contains("Flow of cases", "Limitations", "CLAIM 2024 checklist", "TRIPOD+AI checklist")
        .contains("the model&#39;s own cross-validation")
        .doesNotContain(
            "<script", "http://", "https://", "{{", "LEAKY", folder.toString(), crops.toString());
    List<Path> written;
    try (Stream<Path> files = Files.walk(report)) {
      written = files.filter(file -> file.toString().matches(".*\\.(html|csv|svg)")).toList();
    }
    assertThat(written).hasSizeGreaterThan(20);
    assertThat(written)
        .allSatisfy(
            file ->
                assertThat(Files.readString(file))
                    .doesNotContain("patient-1", "1.2.3.", "lidc-crops-1"));
  }

  @Test
  void every_table_and_every_figure_lies_beside_the_page() throws IOException {
    String page = page(report);
    List<String> tables = names(report.resolve("tables"));
    assertThat(page.split("<table id=", -1)).hasSize(tables.size() + 1);
    List<String> figures = names(report.resolve("figures"));
    assertThat(figures)
        .contains("flow.svg", "flow.csv", "malignancy-roc.svg", "malignancy-calibration.csv");
    assertThat(page.split("<figure>", -1)).hasSize(figures.size() / 2 + 1);
    byte[] pdf = Files.readAllBytes(report.resolve("cohort.pdf"));
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
  }

  @Test
  void figures_are_those_of_metrics_json() throws IOException {
    JsonNode auc =
        new ObjectMapper()
            .readTree(model.resolve("metrics.json").toFile())
            .path("tasks")
            .path("malignancy")
            .path("auc");
    CSVRecord row = table(report.resolve("tables/discrimination.csv")).get(0);
    assertThat(Double.parseDouble(row.get("AUC of the model")))
        .isEqualTo(auc.path("value").asDouble());
    assertThat(Double.parseDouble(row.get("AUC of the model low")))
        .isEqualTo(auc.path("low").asDouble());
    assertThat(page(report))
        .contains(
            String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                auc.path("value").asDouble(),
                auc.path("low").asDouble(),
                auc.path("high").asDouble()));
    // 24 discs, two a patient, one of them malignant
    assertThat(row.get("nodules")).isEqualTo("24");
    assertThat(row.get("positive")).isEqualTo("12");
    assertThat(Files.readString(report.resolve("figures/flow.svg")))
        .contains("12 nodules of 12 patients", "evaluated: 24 nodules of 12 patients");
  }

  @Test
  void limitations_and_checklists_follow_from_what_is_known() throws IOException {
    assertThat(page(report))
        .contains("cross-validation only: there is no external test")
        .contains("Labels are readers&#39; opinions")
        .contains("no benchmark was given");
    List<CSVRecord> claim = table(report.resolve("tables/claim-2024.csv"));
    assertThat(claim).hasSize(44);
    assertThat(claim.get(19).get("what this run says")).startsWith("by patient");
    assertThat(claim.get(30).get("status")).isEqualTo("author"); // explainability: no benchmark
    assertThat(table(report.resolve("tables/tripod-ai.csv"))).hasSize(52);
  }

  @Test
  void evaluation_and_benchmark_of_this_model_are_taken_over() throws IOException {
    Path out = folder.resolve("with-both");
    Run run = report(out, model, "--evaluation", evaluation + "", "--benchmark", benchmark + "");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("figures of " + evaluation);
    assertThat(page(out))
        .contains("a run of nodulens evaluate", "Benchmark of importance maps", "attention");
    assertThat(names(out.resolve("tables"))).contains("maps-1.csv");
    assertThat(names(out.resolve("figures"))).contains("maps-area.svg", "maps-area.csv");
    assertThat(table(out.resolve("tables/claim-2024.csv")).get(30).get("status"))
        .isEqualTo("in part");
  }

  @Test
  void a_model_without_figures_is_refused_and_nothing_is_written() throws IOException {
    Path bare = Files.createDirectory(folder.resolve("bare"));
    Files.copy(model.resolve("model.json"), bare.resolve("model.json"));
    Files.copy(model.resolve("model.safetensors"), bare.resolve("model.safetensors"));
    Path out = folder.resolve("of-bare");
    Run run = report(out, bare);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err())
        .contains("comes without metrics.json of a cross-validation", "--evaluation");
    assertThat(out).doesNotExist();
  }

  @Test
  void figures_of_another_model_or_of_other_crops_are_refused() throws IOException {
    Path other = folder.resolve("other-model");
    run(
        "train",
        "--crops",
        crops + "",
        "--tasks",
        "malignancy",
        "--preset",
        "tiny",
        "--folds",
        "2",
        "--epochs",
        "1",
        "--seed",
        "3",
        "--out",
        other + "");
    Path out = folder.resolve("refused");
    Run evaluated = report(out, other, "--evaluation", evaluation + "");
    assertThat(evaluated.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(evaluated.err()).contains("is of a model with weights of SHA-256", "but");
    Run measured = report(out, other, "--benchmark", benchmark + "");
    assertThat(measured.err()).contains(benchmark + " is of a model with weights of SHA-256");
    Path strangers = ingest("strangers", 10);
    Run moved =
        Run.of("report", "--model", model + "", "--crops", strangers + "", "--out", out + "");
    assertThat(moved.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(moved.err())
        .contains("was cross-validated on a crop set whose manifest has SHA-256");
    Run none = report(out, model, "--evaluation", crops + "");
    assertThat(none.err()).contains("is no folder of nodulens evaluate: it has no metrics.json");
    Run plain = report(out, model, "--benchmark", crops + "");
    assertThat(plain.err()).contains("is no folder of nodulens benchmark");
    Run unsigned = report(out, model, "--evaluation", model + "");
    assertThat(unsigned.err()).contains("does not say of which model and crops it is");
    assertThat(out).doesNotExist();
  }

  @Test
  void options_of_a_cohort_and_of_a_case_do_not_mix() {
    Path out = folder.resolve("mixed");
    Run methods = report(out, model, "--methods", "cdam");
    assertThat(methods.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(methods.err()).contains("--methods goes with nodules");
    assertThat(report(out, model, "--no-trust").err())
        .contains("--no-trust goes with nodules: --ids or --series");
    Run ids = report(out, model, "--ids", "lidc-crops-1", "--benchmark", benchmark + "");
    assertThat(ids.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(ids.err()).contains("--evaluation and --benchmark go with a cohort");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_leaky_protocol_is_marked_on_top() throws IOException {
    Path leaky = folder.resolve("leaky");
    run(
        "train",
        "--crops",
        crops + "",
        "--tasks",
        "malignancy",
        "--preset",
        "tiny",
        "--folds",
        "2",
        "--epochs",
        "1",
        "--protocol",
        "paper",
        "--out",
        leaky + "");
    Path out = folder.resolve("leaky-report");
    Run run = report(out, leaky);
    assertThat(run.status()).as(run.err()).isZero();
    String page = page(out);
    assertThat(page).contains("LEAKY SPLIT (protocol paper)", "The folds share patients");
    assertThat(page.indexOf("LEAKY SPLIT")).isLessThan(page.indexOf("For research use only"));
    assertThat(table(out.resolve("tables/claim-2024.csv")).get(19).get("what this run says"))
        .startsWith("NOT disjoint by patient");
  }

  @Test
  void a_picture_that_is_none_of_ours_is_refused() throws IOException {
    Path forged = folder.resolve("forged");
    Files.createDirectories(forged.resolve("figures"));
    Files.copy(evaluation.resolve("metrics.json"), forged.resolve("metrics.json"));
    Files.writeString(
        forged.resolve("figures/malignancy-roc.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><script>1</script></svg>");
    Path out = folder.resolve("of-forged");
    Run run = report(out, model, "--evaluation", forged + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("malignancy-roc.svg holds <script>");
    assertThat(out).doesNotExist();
  }

  @Test
  void in_a_browser_nothing_is_complained_about_and_all_sections_show()
      throws IOException, InterruptedException {
    assumeThat(CHROMIUM).as("no Chromium").isExecutable();
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("browser.log");
    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                report.resolve("cohort.html").toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    if (!browser.waitFor(120, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
    }
    assertThat(Files.readString(dom)).contains("</html>", "id=\"tripod-ai-checklist\"", "<svg");
    assertThat(Files.readAllLines(log, StandardCharsets.ISO_8859_1))
        .noneMatch(line -> line.contains(":CONSOLE"));
  }
}
