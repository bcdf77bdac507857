package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.VitConfig;

class TrainableNetworkTest {
  private static final VitConfig CONFIG = SyntheticCrops.tinyVit().config().withOutputs(2);
  private static final TaskLoss LOSS =
      new TaskLoss(
          List.of(BinaryRating.USUAL.fitted(List.of()), new TaskPlan.Diameter().fitted(List.of())));

  private final Parameters parameters = lively();

  /** Random weights, large enough for every parameter to matter. */
  private static Parameters lively() {
    Parameters parameters = new Parameters(RandomWeights.of(CONFIG, 1).tensors());
    for (float[] values : parameters.values()) {
      for (int i = 0; i < values.length; i++) {
        values[i] *= 5;
      }
    }
    return parameters;
  }

  private TrainableNetwork network(double dropPath, double patchesKept) {
    return new TrainableNetwork(
        CONFIG,
        parameters,
        FineTuning.fromBackbone(1)
            .changedBy(
                Settings.USUAL
                    .with(Setting.DROP_PATH, dropPath)
                    .with(Setting.PATCHES_KEPT, patchesKept)));
  }

  private static Batch batch() {
    Random random = new Random(4);
    float[] pixels = new float[3 * 16 * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    Targets targets = new Targets(3, 2);
    targets.set(0, 0, 1, 4);
    targets.set(1, 0, 0.25, 2);
    targets.set(1, 1, -0.5, 1);
    targets.set(2, 1, 1.5, 1);
    return new Batch(pixels, targets);
  }

  private List<float[]> gradients() {
    List<float[]> arrays = new ArrayList<>();
    parameters.values().forEach(values -> arrays.add(new float[values.length]));
    return arrays;
  }

  private double loss(TrainableNetwork network) {
    return network.gradients(batch(), LOSS, gradients(), new Random(1));
  }

  @Test
  void the_gradient_is_the_slope_of_the_loss_along_each_kind_of_parameter() {
    float step = 0.01f;
    try (TrainableNetwork network = network(0, 1)) {
      List<float[]> gradients = gradients();
      network.gradients(batch(), LOSS, gradients, new Random(1));
      for (int p = 0; p < gradients.size(); p++) {
        float[] values = parameters.values().get(p);
        int at = values.length / 3;
        float before = values[at];
        values[at] = before + step;
        double above = loss(network);
        values[at] = before - step;
        double below = loss(network);
        values[at] = before;
        assertThat((double) gradients.get(p)[at])
            .as(parameters.names().get(p))
            .isCloseTo((above - below) / (2 * step), within(2e-3));
      }
    }
  }

  @Test
  void gradients_do_not_pile_up_from_step_to_step() {
    List<float[]> first = gradients();
    List<float[]> second = gradients();
    try (TrainableNetwork network = network(0.5, 0.5)) {
      network.gradients(batch(), LOSS, first, new Random(1));
      network.gradients(batch(), LOSS, second, new Random(1));
    }
    for (int p = 0; p < first.size(); p++) {
      assertThat(second.get(p)).isEqualTo(first.get(p));
    }
  }

  @Test
  void parts_of_a_batch_give_the_gradient_of_the_whole() {
    List<float[]> whole = gradients();
    List<float[]> parts = gradients();
    FineTuning three =
        FineTuning.fromBackbone(1)
            .changedBy(Settings.USUAL.with(Setting.DROP_PATH, 0).with(Setting.ACCUMULATE, 3));
    try (TrainableNetwork network = network(0, 1);
        TrainableNetwork accumulating = new TrainableNetwork(CONFIG, parameters, three)) {
      double loss = network.gradients(batch(), LOSS, whole, new Random(1));
      assertThat(accumulating.gradients(batch(), LOSS, parts, new Random(1)))
          .isCloseTo(loss, within(1e-6));
    }
    for (int p = 0; p < whole.size(); p++) {
      assertThat(parts.get(p)).containsExactly(whole.get(p), within(1e-5f));
    }
  }

  @Test
  void frozen_blocks_have_no_gradient_and_the_others_the_same() {
    LayerPace pace = new LayerPace(CONFIG, new Layers.Last(1), 1);
    Parameters frozen = new Parameters(parameters.tensors(), pace::of);
    List<float[]> all = gradients();
    List<float[]> some = frozen.zeros();
    FineTuning options =
        FineTuning.fromBackbone(1).changedBy(Settings.USUAL.with(Setting.DROP_PATH, 0));
    try (TrainableNetwork network = network(0, 1);
        TrainableNetwork last = new TrainableNetwork(CONFIG, frozen, options)) {
      network.gradients(batch(), LOSS, all, new Random(1));
      last.gradients(batch(), LOSS, some, new Random(1));
    }
    for (int p = 0; p < all.size(); p++) {
      String name = parameters.names().get(p);
      boolean moves = name.matches("(blocks\\.1|norm|head)\\..*"); // the second of two blocks
      assertThat(some.get(p)).as(name).hasSize(moves ? all.get(p).length : 0);
      if (moves) {
        assertThat(some.get(p)).as(name).containsExactly(all.get(p), within(1e-6f));
      }
    }
  }

  @Test
  void left_out_branches_and_patches_change_the_loss() {
    try (TrainableNetwork whole = network(0, 1);
        TrainableNetwork branches = network(0.9, 1);
        TrainableNetwork patches = network(0, 0.25)) {
      assertThat(loss(branches)).isNotEqualTo(loss(whole));
      assertThat(loss(patches)).isNotEqualTo(loss(whole));
    }
  }
}
