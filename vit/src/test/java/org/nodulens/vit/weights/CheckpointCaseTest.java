package org.nodulens.vit.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrunkEngine;

/**
 * Checkpoints of PyTorch 2 and transformers 5 with what they give in float64, from {@code
 * golden/make_checkpoints.py} beside the real-data folder.
 */
class CheckpointCaseTest {
  /** Float32 throughout, relative to the largest value. */
  private static final double FLOAT32_NETWORK = 2e-5;

  private static Path folder(String name) {
    String data = System.getProperty("nodulens.data", "../../shared/data");
    Path folder = Path.of(data).resolveSibling("golden").resolve("checkpoints").resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        () -> "skipped: there is no golden/checkpoints/" + name + " beside the real-data folder");
    return folder;
  }

  @ParameterizedTest
  @CsvSource({"dino,4", "dinov2-reg,1", "hf-vit,1", "hf-dinov2,1"})
  void every_published_layout_gives_the_embedding_of_its_own_code(String name, int arrays)
      throws Exception {
    Path folder = folder(name);
    assertThat(CheckpointCase.isOne(folder)).isTrue();
    CheckpointCase golden = CheckpointCase.open(folder);
    Map<String, Tensor> computed = golden.recompute(TrunkEngine.first());
    assertThat(computed).hasSize(arrays);
    assertThat(golden.references()).containsExactlyInAnyOrderElementsOf(computed.keySet());
    for (Map.Entry<String, Tensor> array : computed.entrySet()) {
      assertThat(golden.error(array.getKey(), array.getValue()))
          .as(name + " " + array.getKey())
          .isLessThan(FLOAT32_NETWORK);
    }
  }
}
