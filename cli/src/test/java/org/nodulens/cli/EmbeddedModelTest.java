package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.NpyFile;

/** The model that ships inside, on a patient that it cannot know. */
class EmbeddedModelTest {
  @TempDir private static Path folder;
  private static Path studies;
  private static Path crops;
  private static List<CSVRecord> truth;

  @BeforeAll
  static void make_a_study() throws IOException {
    studies = folder.resolve("phantom");
    Run phantom = Run.of("phantom", "--patients", "1", "--seed", "3", "--out", studies + "");
    assertThat(phantom.status()).as(phantom.err()).isZero();
    truth = table(studies.resolve("truth.csv"));
    crops = folder.resolve("crops");
    Run ingest =
        Run.of("ingest", "--dataset", "phantom", "--root", studies + "", "--out", crops + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
  }

  private static List<CSVRecord> table(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    }
  }

  private static String point(CSVRecord nodule) {
    return nodule.get("center_x_mm")
        + ","
        + nodule.get("center_y_mm")
        + ","
        + nodule.get("center_z_mm");
  }

  @Test
  void it_is_small_knows_nine_tasks_and_comes_with_its_card() throws IOException {
    ModelFolder model = EmbeddedModel.open();
    assertThat(Files.size(model.weightsFile())).isLessThanOrEqualTo(6_000_000);
    assertThat(model.description().tasks())
        .extracting(Task::name)
        .contains("malignancy", "spiculation", "texture", "diameter")
        .hasSize(9);
    assertThat(model.path().resolve("MODEL_CARD.md"))
        .content()
        .contains("LIDC-IDRI", "CC BY 3.0", "Not a medical device");
    assertThat(model.folds()).isEmpty();
  }

  @Test
  void both_engines_give_the_same_predictions_and_results_say_which_it_was() throws IOException {
    List<List<CSVRecord>> rows = new ArrayList<>();
    for (String engine : List.of("onnxruntime", "pytorch", "onnxruntime int8")) {
      Path out = folder.resolve(engine.replace(' ', '-'));
      String[] words = engine.split(" ", 2);
      String precision = words.length > 1 ? words[1] : "fp32";
      Run run =
          Run.of(
              "predict",
              "--model",
              "embedded",
              "--crops",
              crops + "",
              "--engine",
              words[0],
              "--precision",
              precision,
              "--out",
              out + "");
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.err()).doesNotContain("cannot run");
      assertThat(out.resolve("predictions.json"))
          .content()
          .contains("\"engine\" : \"" + engine + "\"");
      rows.add(table(out.resolve("predictions.csv")));
    }
    for (int i = 0; i < rows.get(0).size(); i++) {
      double onnx = Double.parseDouble(rows.get(0).get(i).get("prediction"));
      double pytorch = Double.parseDouble(rows.get(1).get(i).get("prediction"));
      double eightBits = Double.parseDouble(rows.get(2).get(i).get("prediction"));
      assertThat(onnx).isCloseTo(pytorch, within(1e-4 * Math.abs(pytorch) + 1e-5));
      assertThat(eightBits).isCloseTo(onnx, within(0.1 * Math.abs(onnx) + 0.05));
    }
    Run wrong =
        Run.of(
            "predict",
            "--model",
            "embedded",
            "--crops",
            crops + "",
            "--engine",
            "abacus",
            "--out",
            folder.resolve("never") + "");
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(wrong.err()).contains("no engine is called abacus");
  }

  @Test
  void without_a_card_cuda_ends_in_one_line_that_says_what_to_add() {
    List<String> words =
        List.of("predict", "--model", "embedded", "--crops", crops + "", "--device", "cuda");
    for (List<String> more : List.of(List.<String>of(), List.of("--engine", "onnxruntime"))) {
      List<String> all = new ArrayList<>(words);
      all.addAll(more);
      all.addAll(List.of("--out", folder.resolve("never") + ""));
      Run run = Run.of(all.toArray(String[]::new));
      assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(run.err())
          .contains("onnxruntime_gpu")
          .doesNotContain("internal error")
          .hasLineCount(1);
    }
  }

  @Test
  void a_crop_is_embedded_by_a_plain_pass_or_by_all() throws IOException {
    int nodules = table(crops.resolve("manifest.csv")).size();
    List<float[]> values = new ArrayList<>();
    for (String passes : List.of("all", "plain")) {
      Path out = folder.resolve("embeddings-" + passes);
      List<String> words = new ArrayList<>(List.of("embed", "--model", "embedded"));
      words.addAll(List.of("--crops", crops + "", "--out", out + ""));
      if (passes.equals("all")) {
        words.addAll(List.of("--passes", "all"));
      }
      Run run = Run.of(words.toArray(String[]::new));
      assertThat(run.status()).as(run.err()).isZero();
      NpyFile npy = NpyFile.open(out.resolve("embeddings.npy"));
      assertThat(npy.shape()).containsExactly(nodules, 192);
      assertThat(table(out.resolve("embeddings.csv"))).hasSize(nodules);
      assertThat(table(out.resolve("embeddings.csv")))
          .allMatch(row -> row.get("seen").equals("false"));
      assertThat(out.resolve("embeddings.json"))
          .content()
          .contains("\"passes\" : \"" + passes + "\"", "\"engine\" : \"onnxruntime\"");
      values.add(npy.floats());
    }
    assertThat(values.get(0)).isNotEqualTo(values.get(1));
  }

  @Test
  void it_is_exported_for_other_programs_with_an_output_a_task() throws IOException {
    Path file = folder.resolve("embedded.onnx");
    Run run = Run.of("export", "--model", "embedded", "--onnx", file + "");
    assertThat(run.status()).as(run.err()).isZero();
    // 2.7 million float32 weights and a few names
    assertThat(Files.size(file)).isBetween(10_000_000L, 12_000_000L);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("nodulens", "malignancy", "diameter", "model_sha256");
    Run both = Run.of("export", "--model", "embedded", "--onnx", file + "", "--out", folder + "/x");
    assertThat(both.status()).isEqualTo(ExitStatus.WRONG_USE);
  }

  @Test
  void it_predicts_every_nodule_of_a_stranger() throws IOException {
    Path out = folder.resolve("predictions");
    Run run = Run.of("predict", "--model", "embedded", "--crops", crops + "", "--out", out + "");
    assertThat(run.status()).as(run.err()).isZero();
    List<CSVRecord> rows = table(out.resolve("predictions.csv"));
    assertThat(rows).hasSize(9 * table(crops.resolve("manifest.csv")).size());
    assertThat(rows).allMatch(row -> row.get("model").equals("final"));
    for (CSVRecord row : rows) {
      double prediction = Double.parseDouble(row.get("prediction"));
      if (row.get("task").equals("malignancy")) {
        assertThat(prediction).isBetween(0.0, 1.0);
      } else if (row.get("task").equals("diameter")) {
        assertThat(prediction).isBetween(2.0, 60.0);
      }
    }
  }

  @Test
  void its_maps_put_three_elements_across_a_nodule_of_6_mm() throws IOException {
    Path out = folder.resolve("maps");
    Run run =
        Run.of(
            "explain",
            "--model",
            "embedded",
            "--series",
            studies + "",
            "--point",
            point(truth.get(0)),
            "--methods",
            "cdam",
            "--tasks",
            "malignancy,diameter",
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    NpyFile map = NpyFile.open(out.resolve("maps-cdam-malignancy-00000.npy"));
    assertThat(map.shape()).containsExactly(1, 1, 16, 16);
    CSVRecord row = table(out.resolve("maps.csv")).get(0);
    double stepMm =
        Math.hypot(
            Double.parseDouble(row.get("axial_i_x")), Double.parseDouble(row.get("axial_i_y")));
    assertThat(stepMm).isCloseTo(2, within(1e-6)); // 32 mm / 8 patches / 2 shifts
  }

  @Test
  void its_maps_of_slices_become_a_volume_where_the_nodule_is() throws IOException {
    Path out = folder.resolve("volumes");
    CSVRecord nodule = truth.get(0);
    Run run = explain(nodule, "--volumes", "nii", "--slices", "6", "--out", out + "");
    assertThat(run.status()).as(run.err()).isZero();
    CSVRecord row = table(out.resolve("volumes/volumes.csv")).get(0);
    assertThat(Integer.parseInt(row.get("planes"))).isGreaterThan(1);
    assertThat(Integer.parseInt(row.get("covered_voxels"))).isPositive();
    ByteBuffer nifti =
        ByteBuffer.wrap(Files.readAllBytes(out.resolve("volumes").resolve(row.get("file"))))
            .order(ByteOrder.LITTLE_ENDIAN);
    // the grid's first corner, RAS, lies to the right, in front of and below the nodule
    assertThat(-nifti.getFloat(292)).isLessThan(Float.parseFloat(nodule.get("center_x_mm")));
    assertThat(-nifti.getFloat(308)).isLessThan(Float.parseFloat(nodule.get("center_y_mm")));
    assertThat(nifti.getFloat(324)).isLessThan(Float.parseFloat(nodule.get("center_z_mm")));
  }

  @Test
  void a_bare_point_has_no_extent() {
    Run run = explain(truth.get(0), "--slices", "nodule", "--out", folder.resolve("none") + "");
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains("--slices nodule needs --crops");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  private static Run explain(CSVRecord nodule, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("explain", "--model", "embedded", "--series", studies + "", "--point"));
    arguments.add(point(nodule));
    arguments.addAll(List.of("--tasks", "malignancy"));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  @Test
  void a_patient_that_it_was_trained_on_is_refused() throws IOException {
    String uid = truth.get(0).get("series_uid");
    Path points =
        Files.writeString(
            folder.resolve("points.csv"),
            "series_uid,x_mm,y_mm,z_mm,patient_id\n%s,%s,LIDC-IDRI-0001\n"
                .formatted(uid, point(truth.get(0))));
    Path known = folder.resolve("known");
    Run ingest =
        Run.of(
            "ingest",
            "--dataset",
            "points",
            "--root",
            studies + "",
            "--points",
            points + "",
            "--out",
            known + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    Run run =
        Run.of(
            "predict",
            "--model",
            "embedded",
            "--crops",
            known + "",
            "--out",
            folder.resolve("never") + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("was trained on a patient it is asked to score");
  }
}
