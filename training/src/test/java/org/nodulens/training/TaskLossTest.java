package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Task;

class TaskLossTest {
  private static final Task BINARY = BinaryRating.USUAL.fitted(List.of());
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
  void several_classes_cost_the_logarithm_of_their_number_at_equal_logits() {
    Task histology =
        new Task(
            "histology",
            3,
            Task.Kind.MULTICLASS,
            "class",
            Task.Scaling.NONE,
            "given",
            Optional.empty(),
            List.of("adeno", "small", "squamous"));
    Targets targets = new Targets(2, 4);
    targets.set(0, 0, 1, 2);
    for (int c = 0; c < 3; c++) {
      targets.set(1, 1 + c, c == 2 ? 1 : 0, 1);
    }
    float[] gradient = new float[8];
    double loss =
        new TaskLoss(List.of(BINARY, histology)).gradient(new float[8], targets, gradient);
    assertThat(loss).isCloseTo((Math.log(2) + Math.log(3)) / 2, within(1e-7));
    // each task counts one half: softmax - target, 1/3 for the others and 1/3 - 1 for the class
    assertThat(gradient)
        .containsExactly(new float[] {-0.25f, 0, 0, 0, 0, 1 / 6f, 1 / 6f, -1 / 3f}, within(1e-7f));
  }

  @Test
  void parts_of_a_batch_add_up_to_its_loss() {
    Targets targets = new Targets(3, 1);
    targets.set(0, 0, 1, 4);
    targets.set(2, 0, 0, 1);
    TaskLoss loss = new TaskLoss(List.of(BINARY));
    float[] outputs = {0.5f, 1, -2};
    float[] whole = new float[3];
    double all = loss.gradient(outputs, targets, whole);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      float[] part = new float[1];
      sum +=
          loss.gradient(
              new float[] {outputs[i]}, targets.of(new int[] {i}), targets.totals(), part);
      assertThat(part[0]).isEqualTo(whole[i]);
    }
    assertThat(sum).isCloseTo(all, within(1e-12));
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
