package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.HounsfieldWindow;

class ModelFolderTest {
  @TempDir private Path folder;

  static ModelDescription description(TrainingPatients patients) {
    InputSpec input =
        new InputSpec(
            HounsfieldWindow.ofRange(-1000, 400),
            List.of(0.25),
            List.of(0.5),
            32,
            RandomVit.config().image(),
            List.of(View.AXIAL, View.CORONAL),
            List.of(Symmetry.IDENTITY, Symmetry.FLIP_ROWS),
            2);
    List<Task> tasks =
        List.of(
            new Task(
                "malignancy",
                1,
                Task.Kind.BINARY,
                "probability",
                Task.Scaling.NONE,
                "median-no-3",
                Optional.empty()),
            new Task(
                "texture",
                1,
                Task.Kind.REGRESSION,
                "rating",
                new Task.Scaling(4.5, 0.75, false),
                "mean",
                Optional.of(0.5)),
            new Task(
                "diameter",
                1,
                Task.Kind.REGRESSION,
                "mm",
                new Task.Scaling(2, 0.5, true),
                "log",
                Optional.empty()));
    return new ModelDescription(
        RandomVit.config(),
        input,
        tasks,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode().put("seed", 17),
        patients);
  }

  private ModelFolder write(Path path, TrainingPatients patients) throws IOException {
    Files.createDirectories(path);
    return ModelFolder.write(path, description(patients), RandomVit.weights(RandomVit.config(), 1));
  }

  @Test
  void a_model_written_is_the_model_read() throws IOException {
    TrainingPatients earlier = TrainingPatients.of("0a", List.of("P0"));
    TrainingPatients patients = TrainingPatients.of("00ff", List.of("P1", "P2")).after(earlier);
    assertThat(List.of("P0", "P1", "P2")).allMatch(patients::contains);
    assertThat(patients.contains("P3")).isFalse();
    write(folder, patients);
    ModelFolder read = ModelFolder.open(folder);
    ModelDescription expected = description(patients);
    assertThat(read.description().config()).isEqualTo(expected.config());
    assertThat(read.description().input()).isEqualTo(expected.input());
    assertThat(read.description().tasks()).isEqualTo(expected.tasks());
    assertThat(read.description().trainingPatients()).isEqualTo(patients);
    assertThat(read.description().provenance().get("seed").asInt()).isEqualTo(17);
    assertThat(read.weights().tensor("head.bias").shape()).containsExactly(3);
    assertThat(Files.readString(folder.resolve("model.json"))).doesNotContain("P1");
  }

  @Test
  void writing_twice_gives_the_same_bytes() throws IOException {
    write(folder.resolve("a"), TrainingPatients.NONE);
    write(folder.resolve("b"), TrainingPatients.NONE);
    for (String file : List.of("model.json", "model.safetensors")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  void a_copy_in_half_precision_is_half_as_large_and_has_no_folds() throws IOException {
    ModelFolder model = write(folder.resolve("m"), TrainingPatients.of("00ff", List.of("P1")));
    write(ModelFolder.foldPath(model.path(), 0), TrainingPatients.of("00ff", List.of()));
    Files.writeString(model.path().resolve("MODEL_CARD.md"), "what it is for");
    ModelFolder copy =
        model.copyTo(Files.createDirectories(folder.resolve("copy")), ElementType.F16);
    assertThat(copy.folds()).isEmpty();
    assertThat(copy.path().resolve("MODEL_CARD.md")).hasContent("what it is for");
    assertThat(copy.description()).isEqualTo(ModelFolder.open(model.path()).description());
    assertThat(Files.size(copy.weightsFile())).isLessThan(Files.size(model.weightsFile()) * 3 / 4);
    float[] whole = model.weights().tensor("cls_token").values();
    float[] half = copy.weights().tensor("cls_token").values();
    for (int i = 0; i < whole.length; i++) {
      // eleven binary digits: within half a unit of the last
      assertThat((double) half[i]).isCloseTo(whole[i], within(Math.abs(whole[i]) * 0x1p-11));
    }
  }

  @Test
  void another_format_number_and_a_folder_without_a_model_are_refused() throws IOException {
    assertThatThrownBy(() -> ModelFolder.open(folder)).hasMessageContaining("no model.json");
    write(folder, TrainingPatients.NONE);
    Path json = folder.resolve("model.json");
    Files.writeString(json, Files.readString(json).replace("nodulens-model/1", "nodulens-model/2"));
    assertThatThrownBy(() -> ModelFolder.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "has format \"nodulens-model/2\"; this version reads \"nodulens-model/1\"");
  }

  @Test
  void missing_weights_are_named() throws IOException {
    write(folder, TrainingPatients.NONE);
    Files.delete(folder.resolve("model.safetensors"));
    assertThatThrownBy(() -> ModelFolder.open(folder).weights())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("has no model.safetensors");
  }

  @Test
  void a_training_patient_is_scored_by_the_fold_that_held_him_out() throws IOException {
    write(folder, TrainingPatients.of("00", List.of("P1", "P2")));
    write(ModelFolder.foldPath(folder, 0), TrainingPatients.of("01", List.of("P1")));
    write(ModelFolder.foldPath(folder, 1), TrainingPatients.of("02", List.of("P2")));
    TrunkEngine engine = TrunkEngine.first();
    try (ScoringModels models = ScoringModels.of(ModelFolder.open(folder), engine)) {
      assertThat(models.forPatient("P1").name()).isEqualTo("fold-1");
      assertThat(models.forPatient("P2").name()).isEqualTo("fold-0");
      assertThat(models.forPatient("stranger").name()).isEqualTo("final");
      assertThat(models.forPatient("P1").classifier())
          .isSameAs(models.forPatient("P1").classifier());
    }
  }

  @Test
  void a_patient_that_every_network_has_seen_is_not_scored() throws IOException {
    write(folder, TrainingPatients.of("00", List.of("P1")));
    try (ScoringModels models = ScoringModels.of(ModelFolder.open(folder), TrunkEngine.first())) {
      assertThatThrownBy(() -> models.forPatient("P1"))
          .isInstanceOf(SeenPatientException.class)
          .hasMessageContaining("train with --folds");
    }
  }

  @Test
  void a_calibration_changes_nothing_else_in_model_json() throws IOException {
    ModelFolder model = write(folder, TrainingPatients.of("0badcafe", List.of("a")));
    Path json = folder.resolve("model.json");
    String before = Files.readString(json).replaceFirst("\\{", "{\n  \"unknown\" : 0.1,");
    Files.writeString(json, before);
    ModelFolder calibrated =
        model.calibrated(JsonNodeFactory.instance.objectNode().put("temperature", 1.5));
    assertThat(calibrated.description().calibration().path("temperature").asDouble())
        .isEqualTo(1.5);
    assertThat(calibrated.description().trainingPatients().contains("a")).isTrue();
    assertThat(Files.readString(json))
        .isEqualToIgnoringWhitespace(
            before.replace("\"calibration\" : { }", "\"calibration\" : {\"temperature\" : 1.5}"));
    assertThat(folder.resolve("model.json.new")).doesNotExist();
  }
}
