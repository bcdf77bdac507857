package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;

class DeLongTest {
  /**
   * The paper's data (DeLong, DeLong and Clarke-Pearson 1988), the 43 patients with all three
   * measurements, as the SAS/STAT User's Guide prints them in its example of comparing ROC curves:
   * albumin, total protein, Krebs-Goplerud score, and whether surgery helped.
   */
  private static final double[][] PATIENTS = {
    {3.0, 5.8, 10, 0}, {3.2, 6.3, 5, 1}, {3.9, 6.8, 3, 1}, {2.8, 4.8, 6, 0}, {3.2, 5.8, 3, 1},
    {0.9, 4.0, 5, 0}, {2.5, 5.7, 8, 0}, {1.6, 5.6, 5, 1}, {3.8, 5.7, 5, 1}, {3.7, 6.7, 6, 1},
    {3.2, 5.4, 4, 1}, {3.8, 6.6, 6, 1}, {4.1, 6.6, 5, 1}, {3.6, 5.7, 5, 1}, {4.3, 7.0, 4, 1},
    {3.6, 6.7, 4, 0}, {2.3, 4.4, 6, 1}, {4.2, 7.6, 4, 0}, {4.0, 6.6, 6, 0}, {3.5, 5.8, 6, 1},
    {3.8, 6.8, 7, 1}, {3.0, 4.7, 8, 0}, {4.5, 7.4, 5, 1}, {3.7, 7.4, 5, 1}, {3.1, 6.6, 6, 1},
    {4.1, 8.2, 6, 1}, {4.3, 7.0, 5, 1}, {4.3, 6.5, 4, 1}, {3.2, 5.1, 5, 1}, {2.6, 4.7, 6, 1},
    {3.3, 6.8, 6, 0}, {1.7, 4.0, 7, 0}, {3.7, 6.1, 5, 1}, {3.3, 6.3, 7, 1}, {4.2, 7.7, 6, 1},
    {3.5, 6.2, 5, 1}, {2.9, 5.7, 9, 0}, {2.1, 4.8, 7, 1}, {2.8, 6.2, 8, 0}, {4.0, 7.0, 7, 1},
    {3.3, 5.7, 6, 1}, {3.7, 6.9, 5, 1}, {3.6, 6.6, 5, 1}
  };

  private static final int ALBUMIN = 0;
  private static final int PROTEIN = 1;
  private static final int SCORE = 2;

  private static final DeLong PAPER =
      DeLong.of(
              new double[][] {
                Arrays.stream(PATIENTS).mapToDouble(p -> p[0]).toArray(),
                Arrays.stream(PATIENTS).mapToDouble(p -> p[1]).toArray(),
                Arrays.stream(PATIENTS).mapToDouble(p -> -p[2]).toArray() // a low score is good
              },
              classes())
          .orElseThrow();

  private static boolean[] classes() {
    boolean[] classes = new boolean[PATIENTS.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = PATIENTS[i][3] == 1;
    }
    return classes;
  }

  /** Expected values: pROC 1.18.0 in R, var and cov with method "delong". */
  @Test
  void the_papers_areas_and_covariances() {
    assertThat(PAPER.area(ALBUMIN)).isCloseTo(0.7365591397849, within(1e-12));
    assertThat(PAPER.area(PROTEIN)).isCloseTo(0.647849462366, within(1e-12));
    assertThat(PAPER.area(SCORE)).isCloseTo(0.725806451613, within(1e-12));
    assertThat(PAPER.standardError(ALBUMIN)).isCloseTo(0.0926943460524, within(1e-12));
    assertThat(PAPER.standardError(PROTEIN)).isCloseTo(0.100047375584, within(1e-12));
    assertThat(PAPER.standardError(SCORE)).isCloseTo(0.102821608980, within(1e-12));
    assertThat(PAPER.covariance(ALBUMIN, PROTEIN)).isCloseTo(0.00774452927646, within(1e-13));
    assertThat(PAPER.covariance(ALBUMIN, SCORE)).isCloseTo(0.00503705981073, within(1e-13));
    assertThat(PAPER.covariance(PROTEIN, SCORE)).isCloseTo(0.00481929729133, within(1e-13));
  }

  /** Expected values: pROC's ci and roc.test. */
  @Test
  void the_papers_intervals_and_tests() {
    assertThat(PAPER.interval(ALBUMIN).low()).isCloseTo(0.5548815599517, within(1e-12));
    assertThat(PAPER.interval(ALBUMIN).high()).isCloseTo(0.9182367196181, within(1e-12));
    DeLong.Difference difference = PAPER.difference(ALBUMIN, PROTEIN);
    assertThat(difference.interval().low()).isCloseTo(-0.0206391109204, within(1e-12));
    assertThat(difference.interval().high()).isCloseTo(0.1980584657591, within(1e-12));
    assertThat(difference.pValue()).hasValueCloseTo(0.11182821, within(1e-8));
    assertThat(PAPER.difference(ALBUMIN, SCORE).pValue())
        .hasValueCloseTo(0.910206347, within(1e-9));
    assertThat(PAPER.difference(PROTEIN, SCORE).pValue())
        .hasValueCloseTo(0.456139708, within(1e-9));
  }

  @Test
  void a_variance_by_hand() {
    // positives 3, 1 against negatives 2, 0: V10 = 1 and 1/2, V01 = 1/2 and 1, area 3/4;
    // each has the variance 1/8, so that the area has 1/8 / 2 + 1/8 / 2
    DeLong one =
        DeLong.of(new double[][] {{3, 1, 2, 0}}, new boolean[] {true, true, false, false})
            .orElseThrow();
    assertThat(one.area(0)).isEqualTo(0.75);
    assertThat(one.covariance(0, 0)).isCloseTo(0.125, within(1e-15));
    assertThat(one.interval(0).high()).isEqualTo(1); // cut
  }

  @Test
  void the_area_is_the_mann_whitney_statistic_of_a_library() {
    Random random = new Random(9);
    double[] scores = random.ints(200, 0, 20).asDoubleStream().toArray(); // many ties
    boolean[] positive = new boolean[200];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = random.nextInt(20) < scores[i];
    }
    double[] positives = scores(scores, positive, true);
    double[] negatives = scores(scores, positive, false);
    double u = MannWhitneyUTest.withDefaults().statistic(positives, negatives);
    double area = u / positives.length / negatives.length;
    DeLong delong = DeLong.of(new double[][] {scores}, positive).orElseThrow();
    assertThat(delong.area(0)).isCloseTo(area, within(1e-12));
    assertThat(new RocCurve(scores, positive).auc()).hasValueCloseTo(area, within(1e-12));
  }

  private static double[] scores(double[] scores, boolean[] positive, boolean of) {
    return IntStream.range(0, scores.length)
        .filter(i -> positive[i] == of)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  @Test
  void turned_scores_turn_the_area_and_keep_the_error() {
    double[] albumin = Arrays.stream(PATIENTS).mapToDouble(p -> p[0]).toArray();
    double[] turned = Arrays.stream(albumin).map(x -> 1 - x).toArray();
    double[] stretched = Arrays.stream(albumin).map(Math::exp).toArray();
    DeLong delong = DeLong.of(new double[][] {albumin, turned, stretched}, classes()).orElseThrow();
    assertThat(delong.area(1)).isCloseTo(1 - delong.area(0), within(1e-12));
    assertThat(delong.standardError(1)).isCloseTo(delong.standardError(0), within(1e-12));
    assertThat(delong.area(2)).isEqualTo(delong.area(0));
    assertThat(delong.standardError(2)).isEqualTo(delong.standardError(0));
  }

  @Test
  void equal_predictors_do_not_differ() {
    double[] albumin = Arrays.stream(PATIENTS).mapToDouble(p -> p[0]).toArray();
    DeLong.Difference difference =
        DeLong.of(new double[][] {albumin, albumin}, classes()).orElseThrow().difference(0, 1);
    assertThat(difference.value()).isZero();
    assertThat(difference.standardError()).isCloseTo(0, within(1e-9));
    assertThat(difference.pValue()).hasValue(1);
  }

  @Test
  void a_difference_without_any_error_has_no_probability() {
    // all in order against none in order: both areas are certain
    DeLong delong =
        DeLong.of(
                new double[][] {{2, 2, 1, 1}, {1, 1, 2, 2}},
                new boolean[] {true, true, false, false})
            .orElseThrow();
    assertThat(delong.difference(0, 1).value()).isEqualTo(1);
    assertThat(delong.difference(0, 1).pValue()).isEmpty();
  }

  @Test
  void one_case_of_a_class_has_no_variance() {
    assertThat(DeLong.of(new double[][] {{1, 2, 3}}, new boolean[] {true, false, false})).isEmpty();
  }
}
