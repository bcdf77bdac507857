package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.cli.Written.json;
import static org.nodulens.cli.Written.names;
import static org.nodulens.cli.Written.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.volumeio.NpyFile;

/** The commands one after the other: evaluated, explained, a head on frozen features. */
class RoadTest {
  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    crops = TinyRoad.get().crops();
    model = TinyRoad.get().model();
  }

  @Test
  void a_model_folder_holds_what_the_contract_names() throws IOException {
    assertThat(names(model))
        .contains("model.json", "model.safetensors", "metrics.json", "MODEL_CARD.md", "folds");
    assertThat(names(model.resolve("folds"))).containsExactly("0", "1");
    JsonNode description = json(model.resolve("model.json"));
    assertThat(description.get("format").asText()).isEqualTo("nodulens-model/1");
    assertThat(description.get("architecture").get("num_classes").asInt()).isEqualTo(3);
    assertThat(description.get("provenance").get("training_patients").get("hashes"))
        .hasSize(TinyRoad.PATIENTS);
    assertThat(Files.readString(model.resolve("model.json"))).doesNotContain("patient-1");
  }

  @Test
  void training_looks_at_listed_patients_by_themselves() throws IOException {
    JsonNode first = json(model.resolve("metrics.json")).at("/tasks/malignancy/subgroups/first");
    assertThat(first.at("/listed/patients").asInt()).isEqualTo(TinyRoad.SUBGROUP);
    assertThat(first.at("/others/patients").asInt())
        .isEqualTo(TinyRoad.PATIENTS - TinyRoad.SUBGROUP);
    assertThat(Files.readString(model.resolve("MODEL_CARD.md"))).contains("| first | listed |");
  }

  @Test
  void every_nodule_is_evaluated_by_a_network_that_has_not_seen_its_patient() throws IOException {
    Path out = folder.resolve("evaluation");
    Run run = Run.of("evaluate", "--model", model + "", "--crops", crops + "", "--out", out + "");
    assertThat(run.status()).as(run.err()).isZero();
    List<CSVRecord> rows = table(out.resolve("predictions.csv"));
    assertThat(rows).hasSize(24 * 3);
    assertThat(rows).allMatch(row -> row.get("model").startsWith("fold-"));
    assertThat(rows.get(0).toMap().keySet())
        .contains("crop_id", "patient_id", "task", "prediction", "label");
    JsonNode malignancy = json(out.resolve("metrics.json")).get("tasks").get("malignancy");
    assertThat(malignancy.get("n").asInt()).isEqualTo(24);
    double auc = malignancy.get("auc").get("value").asDouble();
    assertThat(auc).isBetween(malignancy.get("auc").get("low").asDouble(), 1.0);
    assertThat(malignancy.get("auc_diameter_alone").get("value").isNumber()).isTrue();
    assertThat(json(model.resolve("metrics.json")).get("tasks").get("malignancy").get("auc"))
        .isEqualTo(malignancy.get("auc")); // the same held-out scores, the same seed
  }

  @Test
  void an_evaluation_leaves_pictures_and_looks_at_listed_patients_by_themselves()
      throws IOException {
    Path out = folder.resolve("by-group");
    String patient = table(crops.resolve("manifest.csv")).get(0).get("patient_id");
    Path list = Files.writeString(folder.resolve("early.csv"), "patient_id\n" + patient + "\n");
    Run run =
        Run.of(
            "evaluate",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--subgroup",
            "early=" + list,
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("readers' other ratings", "kappa", "calibration error");
    assertThat(names(out.resolve("figures")))
        .contains("malignancy-roc.svg", "malignancy-roc.csv", "diameter-predicted.svg");
    JsonNode malignancy = json(out.resolve("metrics.json")).get("tasks").get("malignancy");
    assertThat(malignancy.at("/subgroups/early/listed/patients").asInt()).isEqualTo(1);
    assertThat(malignancy.at("/subgroups/early/listed/auc/why").asText()).startsWith("too small");
    assertThat(malignancy.at("/floors/ratings/n").asInt()).isEqualTo(24);
    assertThat(json(model.resolve("model.json")).at("/calibration/malignancy/n").asInt())
        .isEqualTo(24);

    Run wrong =
        Run.of(
            "evaluate",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--subgroup",
            "Early Ones=" + list,
            "--out",
            folder.resolve("wrong") + "");
    assertThat(wrong.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(wrong.err()).contains("a group's name is made of a-z").hasLineCount(1);
  }

  @Test
  void a_map_explains_the_prediction_that_predict_gives() throws IOException {
    Path predicted = folder.resolve("predicted");
    Path maps = folder.resolve("maps");
    assertThat(
            Run.of("predict", "--model", model + "", "--crops", crops + "", "--out", predicted + "")
                .status())
        .isZero();
    Run explain =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--methods",
            "cdam,attention",
            "--tasks",
            "malignancy",
            "--overlays",
            "1",
            "--out",
            maps + "");
    assertThat(explain.status()).as(explain.err()).isZero();
    List<CSVRecord> predictions =
        table(predicted.resolve("predictions.csv")).stream()
            .filter(row -> row.get("task").equals("malignancy"))
            .toList();
    assertThat(predictions).allMatch(row -> row.get("label").isEmpty());
    List<CSVRecord> explained =
        table(maps.resolve("maps.csv")).stream()
            .filter(row -> row.get("method").equals("cdam"))
            .toList();
    for (int i = 0; i < 24; i++) {
      assertThat(explained.get(i).get("crop_id")).isEqualTo(predictions.get(i).get("crop_id"));
      assertThat(explained.get(i).get("prediction"))
          .isEqualTo(predictions.get(i).get("prediction"));
    }
    assertThat(NpyFile.open(maps.resolve("maps-cdam-malignancy-00000.npy")).shape())
        .containsExactly(24, 1, 8, 8);
    assertThat(names(maps.resolve("overlays")))
        .containsExactlyInAnyOrder(
            "lidc-crops-1-attention-axial.png",
            "lidc-crops-1-cdam-malignancy-axial.png",
            "lidc-crops-1-comparison.png");
  }

  @Test
  void a_head_on_frozen_features_keeps_the_trunk() throws IOException {
    Path out = folder.resolve("head");
    Run run =
        Run.of(
            "train",
            "--crops",
            crops + "",
            "--backbone",
            model + "",
            "--layers",
            "head",
            "--tasks",
            "malignancy",
            "--folds",
            "2",
            "--epochs",
            "5",
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode architecture = json(out.resolve("model.json")).get("architecture");
    assertThat(architecture.get("num_classes").asInt()).isEqualTo(1);
    assertThat(architecture.get("embed_dim"))
        .isEqualTo(json(model.resolve("model.json")).get("architecture").get("embed_dim"));
    JsonNode seen =
        json(out.resolve("folds/0/model.json")).get("provenance").get("training_patients");
    assertThat(seen.get("hashes")).hasSize(TinyRoad.PATIENTS / 2);
    assertThat(seen.get("inherited")).hasSize(1); // the backbone's fold that held the same ones out
    assertThat(seen.get("inherited").get(0).get("hashes")).hasSize(TinyRoad.PATIENTS / 2);
  }
}
