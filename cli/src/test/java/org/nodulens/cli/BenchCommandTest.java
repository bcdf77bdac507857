package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on a tiny network, once. */
class BenchCommandTest {
  private static final int PATIENTS = 2;

  private static final String BACKWARD = "full forward and backward (pytorch)";

  @TempDir private static Path folder;
  private static Run run;
  private static JsonNode json;

  @BeforeAll
  static void bench() throws IOException {
    Path root = HandMadeLidcCrops.write(folder.resolve("lidc"), PATIENTS);
    Path crops = folder.resolve("crops");
    assertThat(
            Run.of("ingest", "--dataset", "lidc-crops", "--root", root + "", "--out", crops + "")
                .status())
        .isZero();
    Path file = folder.resolve("bench.json");
    run =
        Run.of(
            "bench",
            "--trial",
            "--rounds",
            "1",
            "--methods",
            "cdam",
            "--crops",
            crops + "",
            "--json",
            file + "");
    assertThat(run.status()).as(run.err()).isZero();
    json = new ObjectMapper().readTree(file.toFile());
  }

  private static List<JsonNode> rows(String part) {
    List<JsonNode> rows = new ArrayList<>();
    for (JsonNode row : json.get("measured")) {
      if (row.get("part").asText().startsWith(part)) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void every_method_is_measured_in_each_engine_and_precision_beside_the_backward_pass() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "prediction alone (onnxruntime)",
                "cdam (onnxruntime)",
                "prediction alone (onnxruntime int8)",
                "cdam (onnxruntime int8)",
                "prediction alone (pytorch)",
                "cdam (pytorch)",
                BACKWARD));
    assertThat(rows("one nodule"))
        .extracting(row -> row.get("name").asText())
        .containsExactlyElementsOf(names);
    names.add("50 last blocks, forward and backward (pytorch)");
    assertThat(rows("one map"))
        .extracting(row -> row.get("name").asText())
        .containsExactlyElementsOf(names);
    assertThat(rows("ingest"))
        .extracting(row -> row.get("name").asText())
        .startsWith("plain read of the files", "series scanned and read to HU");
    assertThat(json.get("format").asText()).isEqualTo("nodulens-bench/1");
    assertThat(json.get("machine").get("processors").asInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void ratios_are_those_of_the_medians() {
    for (String part : List.of("one map", "one nodule", "ingest")) {
      List<JsonNode> rows = rows(part);
      double first = rows.get(0).get("median_ms").asDouble();
      for (JsonNode row : rows) {
        double median = row.get("median_ms").asDouble();
        assertThat(row.get("runs").asInt()).isEqualTo(1);
        assertThat(median).isGreaterThan(0).isEqualTo(row.get("fastest_ms").asDouble());
        assertThat(row.get("times_first").asDouble()).isCloseTo(median / first, offset(1e-9));
        if (!part.equals("ingest")) {
          double peer =
              rows.stream()
                  .filter(one -> one.get("name").asText().equals(BACKWARD))
                  .findFirst()
                  .orElseThrow()
                  .get("median_ms")
                  .asDouble();
          assertThat(row.get("peer_over_it").asDouble()).isCloseTo(peer / median, offset(1e-9));
        }
      }
    }
  }

  /** Eight bits change values and maps a little, and by as much as the float32 engine says. */
  @Test
  void eight_bits_have_a_gain_and_a_cost() {
    assertThat(json.get("precision_costs")).hasSize(1);
    JsonNode cost = json.get("precision_costs").get(0);
    assertThat(cost.get("engine").asText()).isEqualTo("onnxruntime int8");
    assertThat(cost.get("reference").asText()).isEqualTo("onnxruntime");
    assertThat(cost.get("task").asText()).isEqualTo("malignancy");
    assertThat(cost.get("crops").asInt()).isEqualTo(2 * PATIENTS);
    assertThat(cost.get("crops_of_training_patients").asInt()).isZero();
    assertThat(cost.get("auc").asDouble()).isBetween(0.0, 1.0);
    assertThat(cost.get("reference_auc").asDouble()).isBetween(0.0, 1.0);
    assertThat(cost.get("largest_value_difference").asDouble()).isBetween(1e-9, 0.1);
    double lowest = cost.get("lowest_map_correlation").asDouble();
    assertThat(cost.get("median_map_correlation").asDouble()).isBetween(lowest, 1.0);
    assertThat(lowest).isBetween(0.5, 0.999999);
    assertThat(run.out())
        .contains(
            "cost of onnxruntime int8 against onnxruntime, 4 crops with a label of malignancy");
  }

  @Test
  void the_table_names_parts_and_what_was_left_out() {
    assertThat(run.out())
        .contains("one map, a tiny network, random weights, one pass")
        .contains("x first")
        .contains("java: " + System.getProperty("java.vm.version"));
    assertThat(run.err()).contains("measuring: one nodule, the embedded model");
    Run refused = Run.of("bench", "--sample", "0");
    assertThat(refused.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(refused.err()).contains("--sample must be at least 1, got 0");
  }
}
