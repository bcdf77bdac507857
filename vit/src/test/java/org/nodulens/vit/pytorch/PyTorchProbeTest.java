package org.nodulens.vit.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.ScoreGradients;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

class PyTorchProbeTest {
  private static final VitConfig CONFIG = RandomVit.config();
  private static final VitWeights WEIGHTS = RandomVit.weights(CONFIG, 7);

  private static ScoreGradients scores(Runnable between) {
    LinearHead head = LinearHead.of(WEIGHTS);
    return embedding -> {
      between.run();
      return List.of(head.gradient(0), head.gradient(1), head.gradient(2));
    };
  }

  /**
   * Frees what nobody holds and puts other numbers there: the engine must hold all that it reads.
   */
  private static void collectGarbage() {
    List<ByteBuffer> other = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      System.gc();
      try {
        Thread.sleep(20); // direct memory is freed by a thread of its own
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      for (int i = 0; i < 200; i++) {
        other.add(ByteBuffer.allocateDirect(4).putFloat(0, 1e6f));
      }
    }
    assertThat(other).hasSize(1000);
  }

  @Test
  void gradients_do_not_depend_on_when_garbage_is_collected() {
    List<float[]> image = List.of(RandomVit.gaussian(CONFIG.image().count(), 8));
    try (NetworkProbe probe = new PyTorchEngine().probe(WEIGHTS)) {
      List<float[]> calm = probe.pixelGradients(image, scores(() -> {})).get(0);
      List<float[]> disturbed =
          probe.pixelGradients(image, scores(PyTorchProbeTest::collectGarbage)).get(0);
      for (int score = 0; score < 3; score++) {
        assertThat(disturbed.get(score)).containsExactly(calm.get(score), offset(1e-6f));
      }
    }
  }

  @Test
  void a_token_can_be_left_out_and_every_block_can_be_looked_at() {
    float[] image = RandomVit.gaussian(CONFIG.image().count(), 9);
    try (NetworkProbe probe = new PyTorchEngine().probe(WEIGHTS)) {
      List<BlockInput> blocks = probe.allBlockInputs(List.of(image)).get(0);
      BlockInput last = new PyTorchEngine().load(WEIGHTS).blockInputs(List.of(image)).get(0);
      assertThat(blocks).hasSize(CONFIG.depth());
      assertThat(blocks.get(1).values()).containsExactly(last.values(), offset(1e-5f));
      List<BlockInput> without = probe.blockInputsWithout(image, 4, 6);
      assertThat(without).hasSize(2);
      assertThat(without.get(0).tokens()).isEqualTo(CONFIG.tokens() - 1);
      LastBlock block = new LastBlock(WEIGHTS);
      assertThat(block.forward(without.get(0)).embedding())
          .isNotEqualTo(block.forward(without.get(1)).embedding());
    }
  }
}
