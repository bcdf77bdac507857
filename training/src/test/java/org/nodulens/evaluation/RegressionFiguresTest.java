package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegressionFiguresTest {
  private static final int[] ONCE = {1, 1, 1, 1};

  @Test
  void errors_and_explained_variance_by_hand() {
    var figures = new RegressionFigures(new double[] {1, 2, 3, 6}, new double[] {1, 2, 4, 5});
    // squares 0, 0, 1, 1; labels have mean 3 and squares 4, 1, 1, 4 around it
    assertThat(figures.meanSquaredError(ONCE)).hasValue(0.5);
    assertThat(figures.explainedVariance(ONCE)).hasValueCloseTo(1 - 2.0 / 10, within(1e-15));
    assertThat(figures.rankCorrelation(ONCE)).hasValueCloseTo(1.0, within(1e-15));
  }

  @Test
  void tied_ranks_are_shared() {
    var figures = new RegressionFigures(new double[] {1, 1, 2, 3}, new double[] {1, 2, 3, 4});
    // ranks 1.5, 1.5, 3, 4 against 1, 2, 3, 4: Σ ab = 4.5, Σ aa = 4.5, Σ bb = 5
    assertThat(figures.rankCorrelation(ONCE)).hasValueCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
  }

  @Test
  void constant_labels_have_no_variance_to_explain() {
    var figures = new RegressionFigures(new double[] {1, 2}, new double[] {3, 3});
    assertThat(figures.explainedVariance(new int[] {1, 1})).isEmpty();
    var tenths = new RegressionFigures(new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1});
    assertThat(tenths.explainedVariance(new int[] {1, 1, 1})).isEmpty(); // their mean is rounded
    assertThat(figures.rankCorrelation(new int[] {1, 1})).isEmpty();
  }

  @Test
  void a_case_counted_twice_ranks_as_two_equal_cases() {
    var counted = new RegressionFigures(new double[] {1, 2, 3}, new double[] {2, 1, 3});
    var written = new RegressionFigures(new double[] {1, 2, 2, 3}, new double[] {2, 1, 1, 3});
    assertThat(counted.rankCorrelation(new int[] {1, 2, 1}))
        .hasValueCloseTo(written.rankCorrelation(ONCE).orElseThrow(), within(1e-12));
  }
}
