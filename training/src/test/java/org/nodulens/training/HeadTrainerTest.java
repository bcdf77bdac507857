package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Head;
import org.nodulens.vit.Task;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TwoLayerHead;

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
    return learned(seed, Settings.USUAL, 400).head();
  }

  private HeadTrainer.Learned learned(long seed, Settings changes, int epochs) {
    HeadTraining options =
        HeadTraining.usual(epochs)
            .changedBy(Settings.USUAL.with(Setting.BATCH, 100).with(Setting.WEIGHT_DECAY, 0))
            .changedBy(changes);
    return new HeadTrainer(options, seed).train(data(), Optional.empty(), epochs, figures -> {});
  }

  private HeadData data() {
    return new HeadData(
        List.of(DIAMETER), targets, features.stream().map(List::of).toList(), Optional.empty());
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

  /** |x| is beyond any linear head. */
  @Test
  void a_two_layer_head_learns_what_a_linear_one_cannot() throws Exception {
    for (int i = 0; i < 300; i++) {
      targets.set(i, 0, 2 * Math.abs(features.get(i)[0]) - 1.6, 1);
    }
    Settings two = Settings.USUAL.with(Setting.HIDDEN, 16);
    HeadTrainer.Learned learned = learned(1, two, 400);
    assertThat(learned.epochs().get(399).loss()).isLessThan(0.02);
    assertThat(learned(1, Settings.USUAL, 400).epochs().get(399).loss()).isGreaterThan(0.2);
    Head head = TwoLayerHead.of(learned.head(), 3, "learned");
    double squares = 0;
    for (int i = 0; i < 300; i++) {
      double miss = head.apply(features.get(i))[0] - targets.value(i, 0);
      squares += miss * miss / 300;
    }
    // on the features as they come: their standardisation is folded in
    assertThat(squares).isLessThan(0.05);
    assertThat(Parameters.required(learned(1, two, 3).head(), "head.fc1.weight").values())
        .isEqualTo(Parameters.required(learned(1, two, 3).head(), "head.fc1.weight").values());
  }

  @Test
  void the_gradient_of_a_two_layer_head_is_the_slope_of_its_loss() {
    Parameters parameters = new Parameters(RandomWeights.twoLayerHead(new int[] {3, 4, 1}, 5));
    TwoLayerGradient gradient = new TwoLayerGradient(parameters, new TaskLoss(List.of(DIAMETER)));
    int[] batch = {3, 1, 4, 15, 9};
    gradient.of(features, batch, targets.of(batch));
    List<float[]> slopes = gradient.gradients().stream().map(float[]::clone).toList();
    float step = 0.01f;
    for (int p = 0; p < slopes.size(); p++) {
      float[] values = parameters.values().get(p);
      for (int i = 0; i < values.length; i++) {
        float before = values[i];
        values[i] = before + step;
        double above = gradient.of(features, batch, targets.of(batch));
        values[i] = before - step;
        double below = gradient.of(features, batch, targets.of(batch));
        values[i] = before;
        assertThat((double) slopes.get(p)[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
      }
    }
  }

  /** 7 crops and 6 features are no multiples of the stride: the rest counts once. */
  @Test
  void the_gradient_of_a_linear_head_is_the_plain_sum_over_crops() {
    Random random = new Random(4);
    int width = 6;
    float[] weight = new float[2 * width];
    List<float[]> rows = new ArrayList<>();
    Targets two = new Targets(9, 2);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) random.nextGaussian() / 10;
    }
    for (int i = 0; i < 9; i++) {
      float[] row = new float[width];
      for (int d = 0; d < width; d++) {
        row[d] = (float) random.nextGaussian() / 10;
      }
      rows.add(row);
      two.set(i, 0, 0.5, 1); // less than 1 away: smooth L1 is a square
      two.set(i, 1, -0.25, 1);
    }
    float[] bias = {0.1f, -0.2f};
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put("head.weight", new Tensor(weight, 2, width));
    head.put("head.bias", new Tensor(bias, 2));
    Parameters parameters = new Parameters(head);
    int[] batch = {8, 3, 1, 4, 0, 5, 2};
    LinearGradient gradient =
        new LinearGradient(parameters, new TaskLoss(List.of(DIAMETER, DIAMETER)));
    gradient.of(rows, batch, two.of(batch));
    double[] target = {0.5, -0.25};
    for (int c = 0; c < 2; c++) {
      double atBias = 0;
      double[] atWeight = new double[width];
      for (int i : batch) {
        double y = bias[c];
        for (int d = 0; d < width; d++) {
          y += weight[c * width + d] * rows.get(i)[d];
        }
        double slope = (y - target[c]) / batch.length / 2;
        atBias += slope;
        for (int d = 0; d < width; d++) {
          atWeight[d] += slope * rows.get(i)[d];
        }
      }
      assertThat((double) gradient.gradients().get(1)[c]).isCloseTo(atBias, within(1e-7));
      for (int d = 0; d < width; d++) {
        assertThat((double) gradient.gradients().get(0)[c * width + d])
            .isCloseTo(atWeight[d], within(1e-7));
      }
    }
  }

  @Test
  void a_setting_of_the_trunk_means_nothing_to_a_head() {
    assertThatThrownBy(() -> learned(1, Settings.USUAL.with(Setting.DROP_PATH, 0.1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("drop-path means nothing to --layers head");
  }
}
