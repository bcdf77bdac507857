package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.Tensor;
import org.nodulens.volumeio.FormatException;

/** What {@code nodulens train} can do beyond its defaults, on tiny sets. */
class TrainingVariantsTest {
  @TempDir private Path folder;

  private static TrainingOptions options(Layers layers, int epochs, String... tasks) {
    return new TrainingOptions(List.of(tasks), layers, 2, epochs, 17);
  }

  private EvaluationReport run(String name, CropSet set, Start start, TrainingOptions options)
      throws IOException {
    return run(name, set, start, options, TrainingListener.NONE);
  }

  private EvaluationReport run(
      String name, CropSet set, Start start, TrainingOptions options, TrainingListener listener)
      throws IOException {
    return new TrainingRun(set, start, options, listener).run(folder.resolve(name));
  }

  private CropSet brightAndDark(int patients) throws IOException {
    return SyntheticCrops.brightAndDark(folder.resolve("crops"), patients);
  }

  private ModelFolder model(String name) throws IOException {
    return ModelFolder.open(folder.resolve(name));
  }

  private Start backbone(CropSet set) throws IOException {
    run("backbone", set, SyntheticCrops.tinyVit(), options(new Layers.All(), 2, "malignancy"));
    return new Start.Backbone(model("backbone"));
  }

  private static final class Kill extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void a_run_killed_within_a_fold_goes_on_from_its_last_epoch_to_the_same_bits() throws Exception {
    CropSet set = brightAndDark(24);
    TrainingOptions options =
        options(new Layers.All(), 4, "malignancy", "diameter")
            .with(Settings.USUAL.with(Setting.PATIENCE, 3));
    run("through", set, SyntheticCrops.tinyVit(), options);
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void epoch(Epoch epoch) {
            if (epoch.model().startsWith("fold 2") && epoch.epoch() == 2) {
              throw new Kill();
            }
          }
        };
    assertThatThrownBy(() -> run("killed", set, SyntheticCrops.tinyVit(), options, killer))
        .isInstanceOf(Kill.class);
    List<String> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void resumed(String model, int epochs) {
            told.add(model + " after " + epochs);
          }

          @Override
          public void kept(String model) {
            told.add(model + " kept");
          }
        };
    run("killed", set, SyntheticCrops.tinyVit(), options, listener);
    assertThat(told).containsExactly("fold 1 of 2 kept", "fold 2 of 2 after 2");
    for (String file :
        List.of(
            "folds/1/model.safetensors",
            "model.safetensors",
            "model.json",
            "training.csv",
            "folds/1/training.csv",
            "folds/0/validation.csv",
            "metrics.json",
            "training.svg")) {
      assertThat(folder.resolve("killed").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("through").resolve(file));
    }
    assertThat(folder.resolve("killed/unfinished-training.bin")).doesNotExist();
    List<String> rows = Files.readAllLines(folder.resolve("killed/folds/1/training.csv"));
    assertThat(rows.get(0))
        .isEqualTo(
            "epoch,loss,rate,validation_loss,validation_malignancy_auc,validation_diameter_mse_z");
    assertThat(rows).hasSizeBetween(4, 5);
  }

  @Test
  void only_the_last_blocks_move_when_only_they_shall() throws Exception {
    CropSet set = brightAndDark(12);
    Start start = backbone(set);
    run("last", set, start, options(new Layers.Last(1), 2, "malignancy"));
    Map<String, Tensor> before = model("backbone").weights().tensors();
    Map<String, Tensor> after = model("last").weights().tensors();
    for (String name : before.keySet()) {
      boolean same =
          Arrays.equals(
              Parameters.required(before, name).values(),
              Parameters.required(after, name).values());
      assertThat(same).as(name).isEqualTo(!name.matches("(blocks\\.1|norm|head)\\..*"));
    }
    assertThatThrownBy(() -> run("more", set, start, options(new Layers.Last(3), 2, "malignancy")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers last:3 cannot move: the network has 2 blocks");
  }

  @Test
  void two_layer_heads_lie_in_a_file_of_their_own_and_predict_after_reopening() throws Exception {
    CropSet set = brightAndDark(24);
    Settings two = Settings.USUAL.with(Setting.HIDDEN, 8);
    Start start = backbone(set);
    EvaluationReport report =
        run("head", set, start, options(new Layers.Head(), 100, "malignancy").with(two));
    assertThat(report.value("malignancy", "auc").orElseThrow()).isGreaterThan(0.9);
    assertThat(model("head").weights().config().outputs()).isZero();
    assertThat(model("head").head(model("head").weights()).outputs()).isEqualTo(1);
    run("all", set, SyntheticCrops.tinyVit(), options(new Layers.All(), 2, "malignancy").with(two));
    assertThat(folder.resolve("all/folds/1/head.safetensors")).exists();
  }

  @Test
  void features_on_disk_are_used_again_and_change_no_bit() throws Exception {
    CropSet set = brightAndDark(12);
    Path cache = folder.resolve("features");
    TrainingOptions options = options(new Layers.Head(), 20, "malignancy").withCache(cache);
    run("first", set, SyntheticCrops.tinyVit(), options);
    Path file;
    try (var files = Files.list(cache)) {
      file = files.reduce((a, b) -> Path.of("more than one")).orElseThrow();
    }
    var written = Files.getLastModifiedTime(file);
    run("second", set, SyntheticCrops.tinyVit(), options);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    Files.write(file, new byte[] {1, 2, 3}); // damaged: computed anew
    run("third", set, SyntheticCrops.tinyVit(), options);
    run("other", set, SyntheticCrops.tinyVit(), options.withShifts(2));
    for (String name : List.of("second", "third")) {
      assertThat(folder.resolve(name).resolve("model.safetensors"))
          .hasSameBinaryContentAs(folder.resolve("first/model.safetensors"));
    }
    assertThat(Files.size(file)).isGreaterThan(3);
    assertThat(model("other").description().input().shifts()).isEqualTo(2);
    try (var files = Files.list(cache)) {
      assertThat(files).hasSize(2); // another way to see has other features
    }
  }

  @Test
  void classes_binary_labels_and_regressions_are_learned_together() throws Exception {
    SyntheticCrops crops = new SyntheticCrops();
    for (int p = 0; p < 40; p++) {
      boolean bright = p % 2 == 0;
      crops.add("patient-" + p, bright);
      if (p % 5 != 4) { // every fifth has none
        crops.withLabel("histology", bright ? "adeno" : "squamous");
        crops.withLabel("grade", bright ? "2.5" : "1");
        crops.withLabel("resected", bright ? "1" : "0");
      }
    }
    EvaluationReport report =
        run(
            "model",
            crops.write(folder.resolve("crops")),
            SyntheticCrops.tinyVit(),
            options(new Layers.All(), 40, "malignancy", "histology", "grade", "resected")
                .with(
                    Settings.USUAL
                        .with(Setting.BATCH, 6)
                        .with(Setting.RATE, 3e-3)
                        .with(Setting.PATCHES_KEPT, 1)));
    assertThat(report.nodules("histology")).isEqualTo(32);
    assertThat(report.value("histology", "accuracy").orElseThrow()).isGreaterThan(0.9);
    assertThat(report.value("grade", "r2").orElseThrow()).isGreaterThan(0.5);
    assertThat(report.value("resected", "auc").orElseThrow()).isGreaterThan(0.9);
    ModelFolder model = model("model");
    assertThat(model.description().task("histology").orElseThrow().classes())
        .containsExactly("adeno", "squamous");
    assertThat(model.weights().tensor("head.weight").shape()).containsExactly(5, 16);
    assertThat(Files.readString(folder.resolve("model/MODEL_CARD.md")))
        .contains("| histology | given | 32 | 32 | accuracy")
        .contains("label_histology, one of adeno, squamous");
    String row =
        Files.readAllLines(folder.resolve("model/predictions.csv")).stream()
            .filter(line -> line.contains(",histology,"))
            .findFirst()
            .orElseThrow();
    double sum = 0;
    for (String probability : row.substring(row.lastIndexOf(',') + 1).split(";", -1)) {
      sum += Double.parseDouble(probability);
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void ambiguous_nodules_are_a_second_test_set() throws Exception {
    SyntheticCrops crops = new SyntheticCrops();
    for (int p = 0; p < 40; p++) {
      List<Integer> readings =
          p % 4 == 3 ? List.of(3, 3, 2 + p % 3) : p % 2 == 0 ? List.of(5, 5, 4) : List.of(1, 1, 2);
      crops.add("patient-" + p, p % 2 == 0, Map.of(Rating.MALIGNANCY, new Readings(readings)));
    }
    EvaluationReport report =
        run(
            "model",
            crops.write(folder.resolve("crops")),
            SyntheticCrops.tinyVit(),
            options(new Layers.All(), 2, "malignancy=median-no-3"));
    assertThat(report.nodules("malignancy")).isEqualTo(30);
    JsonNode ambiguous = report.json().path("tasks").path("malignancy").path("ambiguous");
    assertThat(ambiguous.path("n").asInt()).isEqualTo(10);
    assertThat(ambiguous.path("mean_prediction").asDouble()).isBetween(0.0, 1.0);
    assertThat(ambiguous.path("spearman_with_readers_mean").has("value")).isTrue();
  }

  @Test
  void the_papers_protocol_is_marked_wherever_its_figures_stand() throws Exception {
    SyntheticCrops crops = new SyntheticCrops();
    for (int p = 0; p < 20; p++) {
      crops.add("patient-" + p, p % 2 == 0).add("patient-" + p, p % 2 == 0);
    }
    CropSet set = crops.write(folder.resolve("crops"));
    TrainingOptions options =
        options(new Layers.All(), 2, "malignancy").with(new Splitting(Protocol.PAPER, 4, 0));
    List<Double> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void leaks(double share) {
            told.add(share);
          }
        };
    EvaluationReport report = run("model", set, SyntheticCrops.tinyVit(), options, listener);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).isGreaterThan(0.5);
    assertThat(report.json().path("protocol").path("name").asText()).isEqualTo("paper");
    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("model/metrics.json").toFile());
    assertThat(
            metrics
                .path("protocol")
                .path("held_out_nodules_whose_patient_was_trained_on")
                .asDouble())
        .isEqualTo(told.get(0));
    assertThat(Files.readString(folder.resolve("model/MODEL_CARD.md")))
        .contains("**Protocol paper:")
        .contains("Split: by nodule");
    assertThat(model("model").description().provenance().path("split").has("protocol")).isTrue();
    assertThat(Files.readString(folder.resolve("model/predictions.csv")))
        .contains(",fold-0-by-nodule,");
  }

  @Test
  void patience_without_validation_patients_is_refused() throws Exception {
    TrainingOptions options =
        options(new Layers.All(), 2, "malignancy").with(Settings.USUAL.with(Setting.PATIENCE, 1));
    CropSet few = brightAndDark(12);
    assertThatThrownBy(() -> run("model", few, SyntheticCrops.tinyVit(), options))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("leaves no validation patients to fold 1 of 2");
  }
}
