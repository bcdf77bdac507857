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

/** The commands one after the other, on a small hand-made folder laid out as lidc-crops is. */
class RoadTest {
  private static final int PATIENTS = 12;

  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;

  @BeforeAll
  static void ingest_and_train() throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), PATIENTS);
    crops = folder.resolve("crops");
    Run ingest =
        Run.of("ingest", "--dataset", "lidc-crops", "--root", root + "", "--out", crops + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    assertThat(ingest.out()).contains("nodules: 24 in, 24 kept, 0 rejected");
    Path list = folder.resolve("first-patients.csv");
    List<String> patients =
        table(crops.resolve("manifest.csv")).stream()
            .map(row -> row.get("patient_id"))
            .distinct()
            .limit(5)
            .toList();
    Files.writeString(list, "patient_id\n" + String.join("\n", patients) + "\n");
    model = folder.resolve("model");
    Run train =
        Run.of(
            "train",
            "--crops",
            crops + "",
            "--tasks",
            "malignancy,spiculation,diameter",
            "--preset",
            "tiny",
            "--folds",
            "2",
            "--epochs",
            "1",
            "--subgroup",
            "first=" + list,
            "--out",
            model + "");
    assertThat(train.status()).as(train.err()).isZero();
    assertThat(train.out()).contains("malignancy").contains("diameter alone");
    JsonNode first = json(model.resolve("metrics.json")).at("/tasks/malignancy/subgroups/first");
    assertThat(first.at("/listed/patients").asInt()).isEqualTo(5);
    assertThat(first.at("/others/patients").asInt()).isEqualTo(PATIENTS - 5);
    assertThat(Files.readString(model.resolve("MODEL_CARD.md"))).contains("| first | listed |");
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
        .hasSize(PATIENTS);
    assertThat(Files.readString(model.resolve("model.json"))).doesNotContain("patient-1");
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
    assertThat(seen.get("hashes")).hasSize(PATIENTS / 2);
    assertThat(seen.get("inherited")).hasSize(1); // the backbone's fold that held the same ones out
    assertThat(seen.get("inherited").get(0).get("hashes")).hasSize(PATIENTS / 2);
  }

  @Test
  void a_backbone_that_knows_the_held_out_patients_fails_the_run() throws IOException {
    Path out = folder.resolve("leak");
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
            "3",
            "--epochs",
            "1",
            "--out",
            out + "");
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(run)).contains("was trained on patients that fold 1 of 3 would hold out");
    assertThat(out).doesNotExist();
  }

  @Test
  void mistakes_get_one_line_and_leave_no_folder() throws IOException {
    Path out = folder.resolve("nothing");
    Run task =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--tasks",
            "mood",
            "--out",
            out + "");
    assertThat(task.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(task.err()).contains("no task mood").hasLineCount(1);
    Run head = Run.of("train", "--crops", crops + "", "--layers", "head", "--out", out + "");
    assertThat(head.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(head.err()).contains("--backbone");
    Run twice =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--methods",
            "cdam,cdam",
            "--out",
            out + "");
    assertThat(twice.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(twice.err()).contains("--methods names something twice");
    Run inside =
        Run.of(
            "ingest", "--dataset", "lidc-crops", "--root", crops + "", "--out", crops + "/inside");
    assertThat(inside.status()).isEqualTo(ExitStatus.WRONG_USE);
    Run vast =
        Run.of(
            "ingest",
            "--dataset",
            "phantom",
            "--root",
            crops + "",
            "--shape",
            "9999,9999,9999",
            "--out",
            out + "");
    assertThat(vast.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(vast.err()).contains("--shape");
    Run readyMade =
        Run.of(
            "ingest",
            "--dataset",
            "lidc-crops",
            "--root",
            folder.resolve("lidc") + "",
            "--shape",
            "32",
            "--out",
            out + "");
    assertThat(readyMade.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(readyMade.err())
        .contains("--shape is for scans: the crops of --dataset lidc-crops keep their own grid");
    Run point =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--series",
            crops + "",
            "--point",
            "1,2",
            "--out",
            out + "");
    assertThat(point.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(point.err()).contains("expected three numbers x,y,z in mm, got 1,2");
    Run occupied =
        Run.of("predict", "--model", model + "", "--crops", crops + "", "--out", crops + "");
    assertThat(occupied.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(occupied.err()).contains("--overwrite");
    assertThat(out).doesNotExist();
    assertThat(folder.resolve("nothing.partial")).doesNotExist();
  }

  @Test
  void damaged_inputs_are_named_and_leave_no_folder() throws IOException {
    Path out = folder.resolve("never");
    Path broken = copy(crops, folder.resolve("broken-crops"));
    Files.delete(broken.resolve("crops-00000.npy"));
    Run shard = Run.of("predict", "--model", model + "", "--crops", broken + "", "--out", out + "");
    assertThat(shard.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(shard)).contains("crops-00000.npy");
    Path altered = copy(crops, folder.resolve("altered-crops"));
    byte[] shardBytes = Files.readAllBytes(altered.resolve("crops-00000.npy"));
    shardBytes[shardBytes.length - 1] ^= 1;
    Files.write(altered.resolve("crops-00000.npy"), shardBytes);
    Run bits = Run.of("predict", "--model", model + "", "--crops", altered + "", "--out", out + "");
    assertThat(bits.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(bits)).contains("SHA-256 differs");
    Path future = folder.resolve("future-model");
    Files.createDirectories(future);
    String description = Files.readString(model.resolve("model.json"));
    Files.writeString(
        future.resolve("model.json"), description.replace("nodulens-model/1", "nodulens-model/7"));
    Run format =
        Run.of("predict", "--model", future + "", "--crops", crops + "", "--out", out + "");
    assertThat(format.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(lastLine(format)).contains("nodulens-model/7").contains("nodulens-model/1");
    assertThat(out).doesNotExist();
  }

  private static String lastLine(Run run) {
    List<String> lines = run.err().lines().toList();
    return lines.get(lines.size() - 1);
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : names(from)) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }

  @Test
  void every_method_maps_tasks_and_a_concept_and_each_map_is_judged() throws IOException {
    Path concept = folder.resolve("large.json");
    Run made =
        Run.of(
            "concept",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--filter",
            "diameter_mm>0",
            "--name",
            "large",
            "--out",
            concept + "");
    assertThat(made.status()).as(made.err()).isZero();
    assertThat(json(concept).get("n").asInt()).isEqualTo(24);
    assertThat(json(concept).get("vectors").size()).isEqualTo(3); // the final network, two folds

    Path one = folder.resolve("one-nodule");
    Run ingest =
        Run.of(
            "ingest",
            "--dataset",
            "lidc-crops",
            "--root",
            HandMadeLidcCrops.write(folder.resolve("lidc-one"), 1) + "",
            "--out",
            one + "");
    assertThat(ingest.status()).as(ingest.err()).isZero();
    Path out = folder.resolve("all-maps");
    Run run =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            one + "",
            "--methods",
            "all",
            "--tasks",
            "malignancy",
            "--concepts",
            concept + "",
            "--trust",
            "--overlays",
            "0",
            "--out",
            out + "");
    assertThat(run.status()).as(run.err()).isZero();
    List<CSVRecord> rows = table(out.resolve("maps.csv"));
    assertThat(rows).hasSize(2 * (13 * 2 + 2)); // nodules; attention and its rollout know no task
    assertThat(rows)
        .filteredOn(row -> row.get("task").equals("large"))
        .hasSize(26)
        .allSatisfy(row -> assertThat(row.get("score")).isEqualTo(row.get("prediction")));
    assertThat(rows)
        .filteredOn(row -> !row.get("task").isEmpty())
        .allSatisfy(
            row -> {
              assertThat(row.get("trusted")).isIn("true", "false");
              assertThat(Double.parseDouble(row.get("ablation_agreement"))).isBetween(-1.0, 1.0);
            });
    assertThat(rows)
        .filteredOn(row -> row.get("method").equals("token_ablation"))
        .allSatisfy(row -> assertThat(row.get("ablation_agreement")).isEqualTo("1"));
    JsonNode methods = json(out.resolve("maps.json")).get("methods");
    assertThat(methods.at("/smoothgrad/grid").asText()).isEqualTo("pixel");
    assertThat(methods.at("/smooth_cdam/parameters/samples").asInt()).isEqualTo(50);
    assertThat(methods.at("/smooth_cdam/seed").isNumber()).isTrue();
  }

  @Test
  void concepts_that_cannot_be_made_or_belong_to_another_model_are_refused() throws IOException {
    Path out = folder.resolve("none.json");
    String[] command = {
      "concept", "--model", model + "", "--crops", crops + "", "--out", out + "", "--filter", ""
    };
    command[8] = "diameter_mm>1000";
    Run empty = Run.of(command);
    assertThat(empty.status()).isEqualTo(1);
    assertThat(empty.err()).contains("no crop").contains("diameter_mm>1000");
    command[8] = "spikiness>=4";
    Run unknown = Run.of(command);
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("no column spikiness").contains("spiculation_mean");
    assertThat(out).doesNotExist();
    Path other =
        Files.writeString(
            out, "{\"format\": \"nodulens-concept/1\", \"name\": \"a\", \"model_sha256\": \"00\"}");
    Run explain =
        Run.of(
            "explain",
            "--model",
            model + "",
            "--crops",
            crops + "",
            "--concepts",
            other + "",
            "--out",
            folder.resolve("refused") + "");
    assertThat(explain.status()).isEqualTo(1);
    assertThat(explain.err()).contains("made with another model");
  }
}
