package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastBlockTest {
  private static final VitConfig CONFIG = RandomVit.config();
  private static final VitWeights WEIGHTS = RandomVit.weights(CONFIG, 1);

  private static BlockInput input(long seed) {
    return new BlockInput(
        CONFIG.tokens(),
        CONFIG.width(),
        RandomVit.gaussian(CONFIG.tokens() * CONFIG.width(), seed));
  }

  @Test
  void attention_of_every_head_sums_to_one() {
    ClassTokenPass pass = new LastBlock(WEIGHTS).forward(input(2));
    for (int head = 0; head < CONFIG.heads(); head++) {
      double sum = 0;
      for (float a : pass.attention(head)) {
        sum += a;
      }
      assertThat(sum).isCloseTo(1, offset(1e-6));
    }
  }

  @Test
  void swapping_two_patch_tokens_swaps_their_attention_and_leaves_the_embedding() {
    BlockInput x = input(3);
    float[] swapped = x.values().clone();
    int width = CONFIG.width();
    System.arraycopy(x.values(), 4 * width, swapped, 6 * width, width);
    System.arraycopy(x.values(), 6 * width, swapped, 4 * width, width);
    LastBlock block = new LastBlock(WEIGHTS);
    ClassTokenPass before = block.forward(x);
    ClassTokenPass after = block.forward(new BlockInput(CONFIG.tokens(), width, swapped));
    assertThat(after.embedding()).containsExactly(before.embedding(), offset(1e-5f));
    assertThat(after.attention(0)[4]).isCloseTo(before.attention(0)[6], offset(1e-6f));
    assertThat(after.attention(0)[6]).isCloseTo(before.attention(0)[4], offset(1e-6f));
  }

  /** With attention held fixed, moving o_h through a value bias moves the score by g_h. */
  @Test
  void pooled_gradients_are_the_slope_of_the_score() {
    LinearHead head = LinearHead.of(WEIGHTS);
    BlockInput x = input(4);
    ClassTokenPass pass = new LastBlock(WEIGHTS).forward(x);
    float[][] w =
        new LastBlock(WEIGHTS).pooledGradients(List.of(pass), List.of(head.gradient(2)))[0];
    // A change of the value bias b_v,h by e along W_v,h m changes the score as pooled_h + e m does.
    int d = CONFIG.headWidth();
    int h = 1;
    float[] direction = RandomVit.gaussian(CONFIG.width(), 5);
    float[] qkv = WEIGHTS.tensor("blocks.1.attn.qkv.weight").values();
    double predicted = 0;
    for (int i = 0; i < direction.length; i++) {
      predicted += w[h][i] * direction[i];
    }
    double e = 1e-2;
    double[] score = new double[2];
    for (int side = 0; side < 2; side++) {
      float[] bias = WEIGHTS.tensor("blocks.1.attn.qkv.bias").values().clone();
      for (int row = 0; row < d; row++) {
        int at = 2 * CONFIG.width() + h * d + row;
        for (int i = 0; i < direction.length; i++) {
          bias[at] += (float) ((side == 0 ? -e : e) * qkv[at * CONFIG.width() + i] * direction[i]);
        }
      }
      Map<String, Tensor> moved = new LinkedHashMap<>(WEIGHTS.tensors());
      moved.put("blocks.1.attn.qkv.bias", new Tensor(bias, bias.length));
      score[side] = head.apply(new LastBlock(of(moved)).forward(x).embedding())[2];
    }
    assertThat((score[1] - score[0]) / (2 * e)).isCloseTo(predicted, offset(5e-3));
  }

  @Test
  void inputs_that_go_together_come_out_as_if_each_were_alone() {
    LastBlock block = new LastBlock(WEIGHTS);
    LinearHead head = LinearHead.of(WEIGHTS);
    List<BlockInput> inputs = List.of(input(6), input(7), input(8));
    List<ClassTokenPass> together =
        block.forwardConsuming(inputs.stream().map(TokenColumns::of).toList());
    List<float[]> gradients = List.of(head.gradient(0), head.gradient(1), head.gradient(2));
    float[][][] pooled = block.pooledGradients(together, gradients);
    for (int n = 0; n < inputs.size(); n++) {
      ClassTokenPass alone = block.forward(inputs.get(n));
      assertThat(together.get(n).embedding()).isEqualTo(alone.embedding());
      assertThat(together.get(n).scores(1)).isEqualTo(alone.scores(1));
      assertThat(pooled[n])
          .isDeepEqualTo(block.pooledGradients(List.of(alone), List.of(gradients.get(n)))[0]);
    }
  }

  private static VitWeights of(Map<String, Tensor> tensors) {
    try {
      return VitWeights.of(CONFIG, tensors, "moved");
    } catch (ModelFormatException e) {
      throw new AssertionError(e);
    }
  }
}
