package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Task;

class TaskLossTest {
  private static final Task BINARY = new TaskPlan.Malignancy().fitted(List.of());
  private static final Task REGRESSION = new TaskPlan.Diameter().fitted(List.of());

  @Test
  void a_logit_of_0_costs_the_logarithm_of_2() {
    Targets targets = new Targets(1, 1);
    targets.set(0, 0, 0.75, 4);
    float[] gradient = new float[1];
    double loss = new TaskLoss(List.of(BINARY)).gradient(new float[] {0}, targets, gradient);
    assertThat(loss).isCloseTo(Math.log(2), within(1e-12));
    assertThat(gradient[0]).isCloseTo(0.5f - 0.75f, within(1e-7f)); // sigmoid less target
  }

  @Test
  void regression_is_square_near_the_target_and_straight_beyond() {
    Targets targets = new Targets(2, 1);
    targets.set(0, 0, 0, 1);
    targets.set(1, 0, 0, 3);
    float[] gradient = new float[2];
    double loss =
        new TaskLoss(List.of(REGRESSION)).gradient(new float[] {0.5f, -2}, targets, gradient);
    // weights 1/4 and 3/4: 0.5² / 2 = 0.125 and 2 - 0.5 = 1.5
    assertThat(loss).isCloseTo(0.125 / 4 + 1.5 * 3 / 4, within(1e-12));
    assertThat(gradient).containsExactly(0.125f, -0.75f);
  }

  @Test
  void a_missing_label_pulls_at_nothing() {
    Targets targets = new Targets(2, 2);
    targets.set(0, 0, 1, 2);
    targets.set(1, 1, 1, 2);
    float[] gradient = new float[4];
    new TaskLoss(List.of(BINARY, REGRESSION)).gradient(new float[4], targets, gradient);
    // each task counts one half: (0.5 - 1) / 2 and (0 - 1) / 2
    assertThat(gradient).containsExactly(-0.25f, 0, 0, -0.5f);
  }

  @Test
  void extreme_logits_stay_finite() {
    Targets targets = new Targets(1, 1);
    targets.set(0, 0, 1, 1);
    double loss =
        new TaskLoss(List.of(BINARY)).gradient(new float[] {-1e4f}, targets, new float[1]);
    assertThat(loss).isEqualTo(1e4);
  }
}
