package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  /** 20 agree on yes, 15 on no, 5 and 10 do not: the usual worked example, kappa 0.4. */
  @Test
  void kappa_takes_off_what_chance_gives() {
    int[] predicted = new int[50];
    int[] labels = new int[50];
    Arrays.fill(predicted, 0, 25, 1); // 20 of which are right
    Arrays.fill(labels, 0, 20, 1);
    Arrays.fill(labels, 25, 35, 1);
    ConfusionMatrix matrix = new ConfusionMatrix(2, predicted, labels);
    // p_o = 35/50 = 0.7; p_e = 25/50 * 30/50 + 25/50 * 20/50 = 0.5; (0.7 - 0.5) / 0.5
    assertThat(matrix.accuracy(Order.once(50))).hasValueCloseTo(0.7, within(1e-15));
    assertThat(matrix.kappa(Order.once(50))).hasValueCloseTo(0.4, within(1e-12));
    assertThat(matrix.recall(1, Order.once(50))).hasValueCloseTo(20.0 / 30, within(1e-15));
    assertThat(matrix.recall(0, Order.once(50))).hasValueCloseTo(15.0 / 20, within(1e-15));
  }

  @Test
  void three_classes() {
    // right 2 of 4; p_e = (2*2 + 1*1 + 1*1) / 16 with margins 2,1,1 and 2,1,1
    ConfusionMatrix matrix = new ConfusionMatrix(3, new int[] {0, 0, 1, 2}, new int[] {0, 1, 0, 2});
    double chance = 6.0 / 16;
    assertThat(matrix.kappa(Order.once(4)))
        .hasValueCloseTo((0.5 - chance) / (1 - chance), within(1e-12));
  }

  @Test
  void where_there_is_but_one_class_chance_agrees_always() {
    ConfusionMatrix matrix = new ConfusionMatrix(2, new int[3], new int[3]);
    assertThat(matrix.kappa(Order.once(3))).isEmpty();
    assertThat(matrix.kappa(new int[3])).isEmpty();
    assertThat(matrix.accuracy(new int[3])).isEmpty();
    assertThat(matrix.recall(1, Order.once(3))).isEmpty();
  }
}
