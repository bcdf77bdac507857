package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.vit.EngineChoice;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;

/** The cases come from golden/make_golden.py: float64 PyTorch 2.13.0 and timm 1.0.29. */
class GoldenCaseTest {
  /**
   * Float32 throughout, relative to the array's largest magnitude; 6e-6 is PyTorch's own; partial
   * LRP divides by sums that may be small.
   */
  private static final double FLOAT32_NETWORK = 5e-5;

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(GoldenCaseTest.class.getResource("/golden/" + name)).toURI());
  }

  static List<Arguments> casesAndEngines() {
    List<Arguments> all = new ArrayList<>();
    for (String name :
        List.of(
            "vit-p8-36tokens",
            "vit-reg4-layerscale",
            "vit-reg2-embedded",
            "vit-p8-resized-72x56",
            "vit-p4-reg1-24x12",
            "vit-p16-reg3-resized-64x32")) {
      for (String engine : List.of("onnxruntime", "pytorch")) {
        all.add(Arguments.of(name, engine));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void every_array_equals_its_published_definition(String name, String engine) throws Exception {
    GoldenCase golden = GoldenCase.open(golden(name));
    Map<String, Tensor> arrays =
        golden.recompute(EngineChoice.named(engine, TrunkSettings.DEFAULT).engine());
    assertThat(arrays.keySet()).containsExactlyInAnyOrderElementsOf(golden.references());
    Map<String, Double> errors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      errors.put(array.getKey(), golden.error(array.getKey(), array.getValue()));
    }
    assertThat(errors.values()).as(errors.toString()).allMatch(error -> error < FLOAT32_NETWORK);
  }

  @Test
  void a_wrong_array_has_an_error_of_its_true_size() throws Exception {
    GoldenCase golden = GoldenCase.open(golden("vit-reg2-embedded"));
    Tensor logits = Objects.requireNonNull(golden.recompute(TrunkEngine.first()).get("logits"));
    float largest = Math.max(Math.abs(logits.values()[0]), Math.abs(logits.values()[1]));
    float[] shifted = {logits.values()[0] + largest / 2, logits.values()[1]};
    assertThat(golden.error("logits", new Tensor(shifted, 2))).isCloseTo(0.5, offset(1e-4));
    shifted[0] = Float.NaN;
    assertThat(golden.error("logits", new Tensor(shifted, 2))).isInfinite();
  }

  @Test
  void arrays_of_methods_to_come_are_listed_as_references() throws Exception {
    assertThat(GoldenCase.open(golden("vit-p8-36tokens")).references())
        .contains("cdam", "smooth_cdam", "token_ablation")
        .doesNotContain("input", "smooth_noise", "concept_vector");
  }

  @Test
  void a_folder_without_a_case_and_an_input_of_another_shape_are_refused(@TempDir Path folder)
      throws Exception {
    assertThatThrownBy(() -> GoldenCase.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json");
    for (Path file : files(golden("vit-reg2-embedded"))) {
      Files.copy(file, folder.resolve(file.getFileName().toString()));
    }
    String config = Files.readString(folder.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"),
        config.replaceAll("(?s)\"input\".*?]", "\"input\": [40, 32]"));
    assertThatThrownBy(() -> GoldenCase.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("[1, 3, 40, 32]");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }
}
