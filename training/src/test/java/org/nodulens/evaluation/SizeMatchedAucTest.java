package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SizeMatchedAucTest {
  private static final boolean[] CLASSES = {true, true, false, false, true, false};

  /** The fifth and the last nodule have no partner of their size. */
  private static final double[] MM = {5.1, 5.9, 5.0, 5.5, 20, 3};

  @Test
  void only_pairs_within_a_millimetre_count() {
    // positives 0.9, 0.3 against negatives 0.2, 0.5: 0.9 beats both, 0.3 one
    var matched = new SizeMatchedAuc(new double[] {0.9, 0.3, 0.2, 0.5, 0.1, 1}, CLASSES, MM);
    assertThat(matched.pairs()).isEqualTo(4);
    assertThat(matched.auc(Order.once(6))).hasValueCloseTo(0.75, within(1e-15));
  }

  @Test
  void one_stratum_gives_the_plain_area() {
    double[] scores = {0.9, 0.3, 0.2, 0.5, 0.1, 1};
    double[] mm = {5, 5, 5, 5, 5, 5};
    assertThat(new SizeMatchedAuc(scores, CLASSES, mm).auc(Order.once(6)))
        .isEqualTo(new RocCurve(scores, CLASSES).auc());
  }

  @Test
  void a_score_that_is_the_whole_millimetre_knows_nothing_more() {
    double[] scores = {5, 5, 5, 5, 20, 3};
    assertThat(new SizeMatchedAuc(scores, CLASSES, MM).auc(Order.once(6))).hasValue(0.5);
  }

  @Test
  void without_pairs_there_is_no_area() {
    double[] mm = {1, 2, 3, 4, 5, 6};
    assertThat(new SizeMatchedAuc(new double[6], CLASSES, mm).auc(Order.once(6))).isEmpty();
  }
}
