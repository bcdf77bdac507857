package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.nodulens.cli.Written.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.PatientPoint;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.CtSeriesScanner;
import org.nodulens.dicom.SeriesChoice;
import org.nodulens.explain.Methods;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.report.CaseMaps;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.CaseReport;
import org.nodulens.report.StudyFacts;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.volumeio.Sha256;

/** The report of a phantom's nodule, in a browser too where there is one. */
class ReportCommandTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir private static Path folder;
  private static Path studies;
  private static CSVRecord nodule;
  private static Path report;

  @BeforeAll
  static void make_a_study_and_report_on_it() throws IOException {
    studies = folder.resolve("phantom");
    Run phantom = Run.of("phantom", "--patients", "1", "--seed", "3", "--out", studies + "");
    assertThat(phantom.status()).as(phantom.err()).isZero();
    nodule = table(studies.resolve("truth.csv")).get(0);
    report = folder.resolve("report");
    Run run = report("embedded", studies, point(), report);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("1 nodule reported\n");
  }

  private static Run report(String model, Path series, String point, Path out) {
    return Run.of(
        "report", "--model", model, "--series", series + "", "--point=" + point, "--out", out + "");
  }

  private static PatientPoint center() {
    return new PatientPoint(number("center_x_mm"), number("center_y_mm"), number("center_z_mm"));
  }

  private static double number(String column) {
    return Double.parseDouble(nodule.get(column));
  }

  private static String point() {
    return String.format(Locale.ROOT, "%f,%f,%f", center().xMm(), center().yMm(), center().zMm());
  }

  @Test
  void the_page_stands_alone_says_what_it_is_and_stays_small() throws IOException {
    Path page = report.resolve("case.html");
    assertThat(Files.size(page)).isLessThan(5_000_000);
    assertThat(Files.readString(page))
        .contains("For research use only. Not a medical device.", "default-src 'none'")
        .contains("Fleischner 2017", "Lung-RADS v2022", "Calibrated probability")
        .contains("What this run did not know", "no models of folds are at hand")
        .doesNotContain("http://", "https://", "{{", studies.toString());
    byte[] pdf = Files.readAllBytes(report.resolve("case.pdf"));
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    List<CSVRecord> rows = table(report.resolve("nodules.csv"));
    assertThat(rows).hasSize(9);
    // 1 view, 8 symmetries, 2 x 2 shifts
    assertThat(rows).allMatch(row -> row.get("passes").equals("32"));
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(Double.parseDouble(row.get("value")))
                    .isBetween(
                        Double.parseDouble(row.get("passes_lowest")),
                        Double.parseDouble(row.get("passes_highest"))));
  }

  /** The phantom's truth is at hand: the point is its centre, the outline about its size. */
  @Test
  void place_and_size_of_the_nodule_are_a_row() throws IOException {
    List<CSVRecord> rows = table(report.resolve("measures.csv"));
    assertThat(rows).hasSize(1);
    CSVRecord row = rows.get(0);
    assertThat(Double.parseDouble(row.get("x_mm"))).isCloseTo(center().xMm(), within(1e-4));
    assertThat(Double.parseDouble(row.get("z_mm"))).isCloseTo(center().zMm(), within(1e-4));
    assertThat(row.get("outline")).isEqualTo("segmentation");
    assertThat(Double.parseDouble(row.get("long_axis_mm")))
        .isCloseTo(number("diameter_mm"), within(0.35 * number("diameter_mm")));
    assertThat(Double.parseDouble(row.get("short_axis_mm")))
        .isBetween(1.0, Double.parseDouble(row.get("long_axis_mm")));
  }

  @Test
  void the_patient_is_not_named() throws IOException {
    CtSeries series = series(studies);
    assertThat(Files.readString(report.resolve("case.html")))
        .doesNotContain(series.uid(), "<td>" + series.patientId());
  }

  private static CtSeries series(Path root) throws IOException {
    return SeriesChoice.ONLY.of(CtSeriesScanner.scan(root), root);
  }

  @Test
  void markup_in_what_a_file_says_stays_text() throws IOException {
    String hostile = "</script><script>alert(1)</script>{{data}}<img src=x onerror=alert(2)>";
    try (ScoringModels models = ScoringModels.of(EmbeddedModel.open(), TrunkEngine.first())) {
      CaseReport hostileReport =
          new CaseReport(
              models,
              new ModelIdentity("0", "engine", "nodulens " + hostile),
              new StudyFacts(List.of(List.of("Kernel", hostile))),
              new CaseMaps(List.of(Methods.ofId("cdam").orElseThrow()), /* judged= */ false));
      NoduleSample sample = PointInSeries.of(series(studies), "point", center(), 48);
      hostileReport.add(
          CaseNodule.ofPoint(
              new NoduleSample(hostile, "", sample.volume(), sample.center(), true)));
      Path out = Files.createDirectory(folder.resolve("hostile"));
      hostileReport.writeInto(out);
      assertThat(Files.readString(out.resolve("case.html")))
          .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{data}}")
          .doesNotContain("<script>alert", "<img src=x");
      assertThat(out.resolve("case.pdf")).isNotEmptyFile();
    }
  }

  @Test
  void a_model_without_calibration_says_so() throws IOException {
    Path model = Files.createDirectory(folder.resolve("uncalibrated"));
    ModelFolder embedded = EmbeddedModel.open();
    Files.copy(embedded.weightsFile(), model.resolve("model.safetensors"));
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = (ObjectNode) mapper.readTree(embedded.path().resolve("model.json").toFile());
    json.remove("calibration");
    Files.writeString(model.resolve("model.json"), json.toString());
    Path out = folder.resolve("uncalibrated-report");
    Run run = report(model + "", studies, point(), out);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("case.html")))
        .contains("none: the model comes without a calibration", "The model comes without a card");
  }

  @Test
  void slices_that_vanish_meanwhile_end_it_and_nothing_half_written_stays() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("vanishing"));
    for (var slice : series(studies).slices()) {
      Files.copy(slice.path(), copy.resolve(slice.path().getFileName()));
    }
    CtSeries found = series(copy);
    try (Stream<Path> files = Files.list(copy)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> PointInSeries.of(found, "point", center(), 48));
    Path out = folder.resolve("vanished-report");
    Run run = report("embedded", copy, point(), out);
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(out).doesNotExist();
  }

  /** The rule is that of explain --trust: deviation at most 1, agreement at least 0.3. */
  @Test
  void each_map_has_a_judgement_in_page_and_table() throws IOException {
    assertThat(Files.readString(report.resolve("case.html")))
        .contains("Which of these maps to believe", "Agreement with ablation")
        .contains("smooth deviation &lt;= 1.0 and ablation agreement &gt;= 0.3")
        .containsPattern("\"trust\":\"· (not )?trusted \\(deviation ");
    for (CSVRecord row : table(report.resolve("nodules.csv"))) {
      double deviation = Double.parseDouble(row.get("smooth_deviation"));
      double agreement = Double.parseDouble(row.get("ablation_agreement_cdam"));
      assertThat(agreement).isBetween(-1.0, 1.0);
      assertThat(row.get("trusted_cdam"))
          .isEqualTo(Boolean.toString(deviation <= 1 && agreement >= 0.3));
    }
  }

  @Test
  void without_judgement_page_and_table_say_so_and_all_else_is_the_same() throws IOException {
    Path out = folder.resolve("unjudged");
    Run run =
        Run.of(
            "report",
            "--model",
            "embedded",
            "--series",
            studies + "",
            "--point=" + point(),
            "--no-trust",
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(out.resolve("case.html")))
        .contains("Not judged: the run was asked to leave it out (--no-trust).")
        .doesNotContain("Agreement with ablation");
    List<CSVRecord> rows = table(out.resolve("nodules.csv"));
    List<CSVRecord> judged = table(report.resolve("nodules.csv"));
    assertThat(rows.get(0).toMap()).doesNotContainKeys("trusted_cdam", "smooth_deviation");
    for (int i = 0; i < rows.size(); i++) {
      assertThat(judged.get(i).toMap()).containsAllEntriesOf(rows.get(i).toMap());
    }
  }

  /** /dev/full takes no byte: what a link leads there finds the disk full. */
  @ParameterizedTest
  @ValueSource(strings = {"case.html", "case.pdf", "nodules.csv", "measures.csv"})
  void a_full_disk_is_said_whatever_file_meets_it(String file) throws IOException {
    assumeThat(Path.of("/dev/full")).as("no /dev/full").exists();
    try (ScoringModels models = ScoringModels.of(EmbeddedModel.open(), TrunkEngine.first())) {
      CaseReport full =
          new CaseReport(
              models,
              new ModelIdentity("0", "engine", "nodulens"),
              new StudyFacts(List.of()),
              new CaseMaps(List.of(Methods.ofId("cdam").orElseThrow()), /* judged= */ false));
      full.add(CaseNodule.ofPoint(PointInSeries.of(series(studies), "point", center(), 48)));
      Path out = Files.createDirectory(folder.resolve("full-" + file));
      Files.createSymbolicLink(out.resolve(file), Path.of("/dev/full"));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> full.writeInto(out))
          .withMessage(out.resolve(file) + ": No space left on device");
    }
  }

  /** Of two nodules of two other patients the table has both, under hashes alone. */
  @Test
  void similar_nodules_are_those_of_other_patients_under_hashes() throws IOException {
    Path others = folder.resolve("others");
    Run phantom = Run.of("phantom", "--patients", "3", "--seed", "9", "--out", others + "");
    assertThat(phantom.status()).as(phantom.err()).isZero();
    Path crops = folder.resolve("crops");
    Run ingest =
        Run.of("ingest", "--dataset", "phantom", "--root", others + "", "--out", crops + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    CSVRecord first = table(crops.resolve("manifest.csv")).get(0);
    Path out = folder.resolve("similar");
    Run run =
        Run.of(
            "report",
            "--model",
            "embedded",
            "--crops",
            crops + "",
            "--ids",
            first.get("crop_id"),
            "--methods",
            "cdam",
            "--similar",
            crops + "",
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    String page = Files.readString(out.resolve("case.html"));
    assertThat(page).contains("Nodules of other patients that the network finds most similar");
    for (CSVRecord crop : table(crops.resolve("manifest.csv"))) {
      String hash = Sha256.of(crop.get("crop_id")).substring(0, 10);
      assertThat(page).doesNotContain(crop.get("patient_id"));
      if (crop.get("patient_id").equals(first.get("patient_id"))) {
        assertThat(page).doesNotContain(hash);
      }
    }
    assertThat(page).containsPattern("<td>[0-9a-f]{10}</td><td>-?[01]\\.[0-9]{3}</td>");
    assertThat(Files.readString(report.resolve("case.html")))
        .contains("report --similar CROPSET searches a crop set");
  }

  @Test
  void a_point_outside_is_wrong_use_and_writes_nothing() {
    Path out = folder.resolve("outside");
    Run run = report("embedded", studies, "9999,0,0", out);
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains("lies outside the series, which reaches x ");
    assertThat(out).doesNotExist();
  }

  @Test
  void in_chromium_slices_scroll_maps_lie_where_they_belong_and_nothing_is_asked_for()
      throws IOException, InterruptedException {
    assumeThat(CHROMIUM).as("no Chromium").isExecutable();
    requireThatItWorks(seenByChromium(pageThatLooksAtItself("chromium.html")));
  }

  @Test
  void in_firefox_too() throws IOException, InterruptedException {
    assumeThat(Firefox.isInstalled()).as("Firefox is installed").isTrue();
    Path page = pageThatLooksAtItself("firefox.html");
    try (Firefox firefox = Firefox.start(folder.resolve("firefox"))) {
      firefox.open(page);
      String account = "";
      for (int i = 0; i < 600 && account.isEmpty(); i++) {
        Thread.sleep(100);
        account =
            firefox.run("return document.getElementById('checked')?.textContent ?? ''").asText();
      }
      requireThatItWorks(account(account));
    }
  }

  /** The report's page with scripts that use the viewer and write down what they saw. */
  private static Path pageThatLooksAtItself(String name) throws IOException {
    String page = Files.readString(report.resolve("case.html"));
    String listener =
        "<script>window.seenErrors = [];window.addEventListener('error', e =>"
            + " seenErrors.push(String(e.message)));window.addEventListener('unhandledrejection', e"
            + " => seenErrors.push(String(e.reason)));document.addEventListener('securitypolicyviolation',"
            + " e => seenErrors.push(e.blockedURI));console.error = (...words) =>"
            + " seenErrors.push(words.join(' '));</script>";
    return Files.writeString(
        folder.resolve(name),
        page.replace("<title>", listener + "<title>")
            .replace("</body>", "<script>" + script() + "</script></body>"));
  }

  private static void requireThatItWorks(JsonNode seen) {
    assertThat(seen.path("errors")).isEmpty();
    assertThat(seen.path("ready").asText()).isEqualTo("yes");
    assertThat(seen.path("requests").asInt()).isZero();
    assertThat(seen.path("coloured").asInt()).isPositive();
    assertThat(seen.path("colouredWithoutMap").asInt()).isZero();
    assertThat(seen.path("colouredAtZeroOpacity").asInt()).isZero();
    assertThat(seen.path("afterWheel").get(2).asInt())
        .isEqualTo(seen.path("center").get(2).asInt() + 1);
    assertThat(seen.path("wheelChanges").asBoolean()).isTrue();
    assertThat(seen.path("afterKey")).isEqualTo(seen.path("center"));
    assertThat(seen.path("keyBringsBack").asBoolean()).isTrue();
    assertThat(seen.path("taskChanges").asBoolean()).isTrue();
    assertThat(seen.path("prediction").asText()).startsWith("diameter ").endsWith(" mm");
    assertThat(seen.path("attentionIsPositive").asBoolean()).isTrue();
    assertThat(seen.path("window").asText()).isEqualTo("-160 to 240 HU");
    assertThat(seen.path("brightest").asInt()).isEqualTo(255);
  }

  private static String script() throws IOException {
    try (var in = ReportCommandTest.class.getResourceAsStream("viewer-check.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What the page wrote about itself, once it had run in a browser without a window. */
  private static JsonNode seenByChromium(Path page) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom.html");
    Process browser =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=20000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!browser.waitFor(120, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
    }
    String text = Files.readString(dom);
    return account(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }

  private static JsonNode account(String text) throws IOException {
    int from = text.lastIndexOf("BEGIN{");
    int to = text.lastIndexOf("}END");
    assertThat(to).as("the page's own account of itself").isGreaterThan(from);
    return new ObjectMapper().readTree(text.substring(from + 5, to + 1));
  }
}
