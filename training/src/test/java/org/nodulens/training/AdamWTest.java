package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Tensor;

class AdamWTest {
  private static Parameters weightAndBias() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("head.weight", new Tensor(new float[] {1, 1}, 1, 2));
    tensors.put("head.bias", new Tensor(new float[] {1}, 1));
    return new Parameters(tensors);
  }

  @Test
  void the_first_step_is_the_rate_in_the_gradients_direction_and_only_matrices_decay() {
    Parameters parameters = weightAndBias();
    new AdamW(parameters, 0.5)
        .step(parameters, List.of(new float[] {3, -7}, new float[] {0.01f}), 0.1);
    // at the first step mean / deviation is the gradient's sign; 1 - 0.1 * 0.5 = 0.95 is kept
    assertThat(parameters.values().get(0)[0]).isCloseTo(0.95f - 0.1f, within(1e-6f));
    assertThat(parameters.values().get(0)[1]).isCloseTo(0.95f + 0.1f, within(1e-6f));
    assertThat(parameters.values().get(1)[0]).isCloseTo(1 - 0.1f, within(1e-6f));
  }

  @Test
  void two_steps_by_hand() {
    Parameters parameters = weightAndBias();
    AdamW optimiser = new AdamW(parameters, 0);
    optimiser.step(parameters, List.of(new float[] {1, 0}, new float[1]), 0.1);
    optimiser.step(parameters, List.of(new float[] {-2, 0}, new float[1]), 0.1);
    // mean = 0.9 * 0.1 - 0.1 * 2 = -0.11, to be divided by 1 - 0.9² = 0.19;
    // square = 0.999 * 0.001 + 0.001 * 4 = 0.004999, to be divided by 1 - 0.999² = 0.001999
    double second = 0.1 * (0.11 / 0.19) / Math.sqrt(0.004999 / 0.001999);
    assertThat(parameters.values().get(0)[0]).isCloseTo((float) (0.9 + second), within(1e-5f));
    assertThat(parameters.values().get(0)[1]).isEqualTo(1);
  }

  @Test
  void gradients_are_clipped_on_both_sides_by_their_common_norm() {
    List<float[]> gradients = List.of(new float[] {3, 0}, new float[] {-4});
    assertThat(AdamW.clip(gradients, 1)).isEqualTo(5);
    assertThat(gradients.get(0)[0]).isCloseTo(0.6f, within(1e-6f));
    assertThat(gradients.get(1)[0]).isCloseTo(-0.8f, within(1e-6f));
    assertThat(AdamW.clip(gradients, 2)).isCloseTo(1, within(1e-6));
    assertThat(gradients.get(1)[0]).isCloseTo(-0.8f, within(1e-6f));
  }

  @Test
  void the_rate_rises_in_a_line_and_falls_as_a_cosine() {
    LearningRate rate = new LearningRate(1, 4, 104);
    assertThat(rate.at(0)).isEqualTo(0.25);
    assertThat(rate.at(3)).isEqualTo(1);
    assertThat(rate.at(4)).isEqualTo(1);
    assertThat(rate.at(54)).isCloseTo(0.505, within(1e-12)); // half way from 1 to 0.01
    assertThat(rate.at(104)).isCloseTo(0.01, within(1e-12));
  }
}
