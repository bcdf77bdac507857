package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Task;
import org.nodulens.vit.Tensor;

class HeadTrainerTest {
  private static final Task DIAMETER = new TaskPlan.Diameter().fitted(List.of());
  private final List<float[]> features = new ArrayList<>();
  private final Targets targets = new Targets(300, 1);

  HeadTrainerTest() {
    Random random = new Random(2);
    for (int i = 0; i < 300; i++) {
      float[] row = {(float) random.nextGaussian(), (float) (5 + 2 * random.nextGaussian()), 1};
      features.add(row);
      targets.set(i, 0, 0.5 * row[0] - 0.25 * row[1] + 1, 1);
    }
  }

  private Map<String, Tensor> head(long seed) {
    return new HeadTrainer(new HeadTraining(400, 100, 3e-3, 0), seed)
        .train(features, List.of(DIAMETER), targets, (epoch, loss, rate) -> {});
  }

  @Test
  void a_linear_target_is_found_whatever_the_scale_of_the_features() {
    float[] weight = Parameters.required(head(1), "head.weight").values();
    float[] bias = Parameters.required(head(1), "head.bias").values();
    assertThat(weight[0]).isCloseTo(0.5f, within(0.01f));
    assertThat(weight[1]).isCloseTo(-0.25f, within(0.01f));
    assertThat(bias[0] + weight[2]).isCloseTo(1, within(0.02f)); // the third feature is constant
  }

  @Test
  void the_same_seed_gives_the_same_bits() {
    assertThat(Parameters.required(head(1), "head.weight").values())
        .isEqualTo(Parameters.required(head(1), "head.weight").values())
        .isNotEqualTo(Parameters.required(head(2), "head.weight").values());
  }
}
