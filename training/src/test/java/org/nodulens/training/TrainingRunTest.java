package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.EvaluationReport;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.SeenPatientException;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.volumeio.FormatException;

class TrainingRunTest {
  @TempDir Path folder;

  private static TrainingOptions options(Layers layers, int epochs, String... tasks) {
    return new TrainingOptions(List.of(tasks), layers, 2, epochs, 17);
  }

  private EvaluationReport run(CropSet set, TrainingOptions options) throws IOException {
    return run(set, options, TrainingListener.NONE);
  }

  private EvaluationReport run(CropSet set, TrainingOptions options, TrainingListener listener)
      throws IOException {
    return new TrainingRun(set, SyntheticCrops.tinyVit(), options, listener)
        .run(folder.resolve("model"));
  }

  @Test
  void a_tiny_network_tells_bright_from_dark_in_patients_it_has_not_seen() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 40);
    EvaluationReport report = run(set, options(new Layers.All(), 40, "malignancy", "diameter"));
    assertThat(report.value("malignancy", "auc")).hasValue(1.0);
    assertThat(report.nodules("malignancy")).isEqualTo(40);

    ModelFolder model = ModelFolder.open(folder.resolve("model"));
    assertThat(model.folds()).hasSize(2);
    assertThat(model.weights().tensor("head.weight").shape()).containsExactly(2, 16);
    assertThat(Files.readString(folder.resolve("model/metrics.json"))).doesNotContain("NaN");
    assertThat(Files.readString(folder.resolve("model/MODEL_CARD.md")))
        .contains("For research use only", "| malignancy | median-no-3 | 40 | 40 | AUC 1.000");
  }

  @Test
  void a_model_opened_again_predicts_the_same_by_the_folds_that_held_patients_out()
      throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    run(set, options(new Layers.All(), 2, "malignancy"));
    ModelFolder model = ModelFolder.open(folder.resolve("model"));
    List<ScoredPrediction> again;
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first())) {
      again = new CropScorer(set, models).scoreAll(() -> {});
    }
    List<String> rows = Files.readAllLines(folder.resolve("model/predictions.csv"));
    for (int i = 0; i < again.size(); i++) {
      String[] cells = rows.get(i + 1).split(",", -1);
      assertThat(cells[0]).isEqualTo(again.get(i).subject().cropId());
      assertThat(Double.parseDouble(cells[3])).isEqualTo(again.get(i).prediction());
      assertThat(cells[5]).startsWith("fold-");
    }
    for (CropRecord crop : set.records()) {
      assertThat(model.description().trainingPatients().contains(crop.patientId())).isTrue();
      assertThat(model.folds())
          .filteredOn(fold -> fold.description().trainingPatients().contains(crop.patientId()))
          .hasSize(1); // of two folds
    }
  }

  @Test
  void without_its_folds_a_model_refuses_to_score_the_patients_it_was_trained_on()
      throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    run(set, options(new Layers.Head(), 2, "malignancy"));
    Files.move(folder.resolve("model/folds"), folder.resolve("elsewhere"));
    ModelFolder model = ModelFolder.open(folder.resolve("model"));
    CropSet strangers =
        new SyntheticCrops().add("stranger", true).write(folder.resolve("strangers"));
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first())) {
      assertThatThrownBy(() -> new CropScorer(set, models).scoreAll(() -> {}))
          .isInstanceOf(SeenPatientException.class);
      assertThat(new CropScorer(strangers, models).scoreAll(() -> {}))
          .extracting(ScoredPrediction::model)
          .containsExactly("final");
    }
  }

  @Test
  void evaluation_needs_a_label_and_prediction_does_not() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    run(set, options(new Layers.Head(), 2, "malignancy"));
    CropSet unrated =
        new SyntheticCrops().add("stranger", true, Map.of()).write(folder.resolve("unrated"));
    ModelFolder model = ModelFolder.open(folder.resolve("model"));
    try (ScoringModels models = ScoringModels.of(model, TrunkEngine.first())) {
      CropScorer scorer = new CropScorer(unrated, models);
      assertThat(scorer.scoreAll(() -> {})).hasSize(1).allMatch(p -> p.label().isEmpty());
      assertThatThrownBy(scorer::requireLabels)
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("has no label for any of the model's tasks (malignancy)");
    }
  }

  @Test
  void the_same_seed_gives_the_same_head_to_the_last_bit() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    TrainingOptions options = options(new Layers.Head(), 20, "malignancy");
    run(set, options);
    Path again = folder.resolve("again");
    new TrainingRun(set, SyntheticCrops.tinyVit(), options, TrainingListener.NONE).run(again);
    for (String file :
        List.of("model.safetensors", "model.json", "predictions.csv", "metrics.json")) {
      assertThat(Files.readAllBytes(again.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(folder.resolve("model").resolve(file)));
    }
  }

  @Test
  void a_killed_run_keeps_the_folds_that_it_had_finished() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    TrainingOptions options = options(new Layers.All(), 2, "malignancy");
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void epoch(Epoch epoch) {
            if (epoch.model().startsWith("fold 2")) {
              throw new IllegalStateException("killed");
            }
          }
        };
    assertThatThrownBy(() -> run(set, options, killer)).hasMessage("killed");

    List<String> kept = new ArrayList<>();
    List<String> trained = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void kept(String model) {
            kept.add(model);
          }

          @Override
          public void epoch(Epoch epoch) {
            trained.add(epoch.model());
          }
        };
    run(set, options, listener);
    assertThat(kept).containsExactly("fold 1 of 2");
    assertThat(trained).containsOnly("fold 2 of 2", "final model");
  }

  @Test
  void a_folder_with_models_of_other_options_is_refused() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    run(set, options(new Layers.Head(), 2, "malignancy"));
    assertThatThrownBy(() -> run(set, options(new Layers.Head(), 3, "malignancy")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("holds a model of other data or options");
  }

  @Test
  void a_head_on_a_trained_backbone_takes_over_how_it_sees() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    run(set, options(new Layers.All(), 2, "malignancy"));
    ModelFolder backbone = ModelFolder.open(folder.resolve("model"));
    TrainingOptions options = options(new Layers.Head(), 5, "malignancy", "diameter");
    Path onTop = folder.resolve("head");
    new TrainingRun(set, new Start.Backbone(backbone), options, TrainingListener.NONE).run(onTop);
    ModelFolder model = ModelFolder.open(onTop);
    assertThat(model.description().input()).isEqualTo(backbone.description().input());
    assertThat(model.weights().tensor("cls_token").values())
        .isEqualTo(backbone.weights().tensor("cls_token").values());
    assertThat(model.description().provenance().path("start").path("backbone_sha256").asText())
        .isEqualTo(backbone.weightsSha256());
  }

  @Test
  void a_rating_that_nobody_gave_cannot_be_learned() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    assertThatThrownBy(() -> run(set, options(new Layers.All(), 1, "malignancy", "texture")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("has no label for task texture (rule mean)");
  }

  @Test
  void one_class_cannot_be_learned() throws Exception {
    SyntheticCrops crops = new SyntheticCrops();
    for (int p = 0; p < 6; p++) {
      crops.add("patient-" + p, true);
    }
    CropSet set = crops.write(folder.resolve("crops"));
    assertThatThrownBy(() -> run(set, options(new Layers.All(), 1, "malignancy")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("has one class only for task malignancy");
  }

  @Test
  void crops_without_a_patient_are_refused() throws Exception {
    CropSet set = new SyntheticCrops().add("", true).add("b", false).write(folder.resolve("crops"));
    assertThatThrownBy(() -> run(set, options(new Layers.All(), 1, "malignancy")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("has no patient_id");
  }

  @Test
  void unknown_tasks_are_named() throws Exception {
    CropSet set = SyntheticCrops.brightAndDark(folder.resolve("crops"), 12);
    assertThatThrownBy(() -> run(set, options(new Layers.All(), 1, "malignancy", "colour")))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("task colour is unknown: it is none of the ratings")
        .hasMessageEndingWith("has no label_colour");
  }
}
