package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.cli.Written.json;
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

/** Concepts, and maps by every method. */
class RoadConceptsTest {
  @TempDir private static Path folder;
  private static Path crops;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    crops = TinyRoad.get().crops();
    model = TinyRoad.get().model();
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
