package org.nodulens.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.vit.PixelSize;

/**
 * Images of 20 x 20 pixels and a model that adds up some of them: what a map is worth follows by
 * hand. 400 pixels in 40 steps are 10 a step.
 */
class FaithfulnessScoresTest {
  private static final double ROUNDING = 1e-5;
  private static final PixelSize IMAGE = PixelSize.square(20);

  /**
   * The score is the sum of w · pixel; the image is 1 where w counts, so that a map of w is exact.
   */
  private static ImageScorer weighted(float[] w) {
    return images -> {
      List<float[]> outputs = new ArrayList<>();
      for (float[] image : images) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
          sum += w[i] * image[i];
        }
        outputs.add(new float[] {(float) sum, 0});
      }
      return outputs;
    };
  }

  /** The upper half is 2, the lower half 0: their mean is 1. */
  private static float[] halves() {
    float[] pixels = new float[400];
    Arrays.fill(pixels, 0, 200, 2);
    return pixels;
  }

  private static ImportanceMap map(int rows, int columns, float... values) {
    return new ImportanceMap(new PixelSize(rows, columns), values);
  }

  private static double area(ImportanceMap map) {
    float[] w = new float[400];
    Arrays.fill(w, 0, 200, 0.01f);
    ErasableImage image = new ErasableImage(IMAGE, halves(), Fill.MEAN);
    return PerturbationCurve.of(weighted(w), image, map, 3).get(0).area();
  }

  @Test
  void a_map_that_is_right_encloses_the_area_that_its_score_loses() {
    // f = 0.01 * the sum of the upper half = 4; filled with the mean, 1, it is 2. Most first falls
    // over 20 steps from 4 to 2 and stays; least first stays at 4 for 20 steps. Between them lie
    // two
    // triangles of height 2 and width 1/2 each: 2 * (2 * 0.5 / 2) = 1.
    assertThat(area(map(2, 1, 1, 0))).isCloseTo(1, within(ROUNDING));
  }

  @Test
  void a_map_turned_over_encloses_the_same_area_on_the_wrong_side() {
    assertThat(area(map(2, 1, 0, 1))).isCloseTo(-1, within(ROUNDING));
    assertThat(area(map(2, 1, -1, 0))).isCloseTo(-1, within(ROUNDING));
  }

  @Test
  void only_the_order_counts_and_the_grid_does_not() {
    float[] fine = new float[400];
    Arrays.fill(fine, 0, 200, 7);
    Arrays.fill(fine, 200, 400, -3);
    assertThat(area(map(20, 20, fine))).isCloseTo(1, within(ROUNDING));
  }

  @Test
  void a_constant_map_encloses_nothing_whatever_its_constant() {
    assertThat(area(map(4, 4, new float[16]))).isZero();
    assertThat(area(map(1, 1, -2))).isZero();
  }

  @Test
  void equal_elements_keep_one_order_from_either_end() {
    // Rows 0 and 1 of four tie above, rows 2 and 3 tie below: whole groups still change places.
    PixelRanking ranking = new PixelRanking(map(4, 1, 5, 5, 1, 1), PixelSize.square(4), 9);
    int[] most = ranking.mostFirst();
    int[] least = ranking.leastFirst();
    for (int i = 0; i < 8; i++) {
      assertThat(most[i]).isLessThan(8);
      assertThat(least[i]).isGreaterThanOrEqualTo(8);
      assertThat(least[8 + i]).isEqualTo(most[i]);
    }
  }

  @Test
  void both_curves_run_from_the_whole_image_to_none_of_it() {
    float[] w = new float[400];
    w[0] = 1;
    ErasableImage image = new ErasableImage(IMAGE, halves(), Fill.MEAN);
    PerturbationCurve curve = PerturbationCurve.of(weighted(w), image, map(2, 1, 1, 0), 3).get(0);
    assertThat(curve.mostFirst().get(0)).isEqualTo(2);
    assertThat(curve.leastFirst().get(0)).isEqualTo(2);
    assertThat(curve.mostFirst().get(1)).isEqualTo(1); // its first pixel goes in the first step
    assertThat(curve.leastFirst().get(20)).isEqualTo(2);
    assertThat(curve.leastFirst().get(21)).isEqualTo(1);
    assertThat(curve.mostFirst().get(40)).isEqualTo(1);
    assertThat(curve.leastFirst().get(40)).isEqualTo(1);
  }

  @Test
  void blur_leaves_a_constant_image_as_it_is_and_evens_out_an_edge() {
    float[] flat = new float[400];
    Arrays.fill(flat, 3);
    assertThat(Fill.BLUR.of(flat, IMAGE)).containsOnly(3);
    float[] blurred = Fill.BLUR.of(halves(), IMAGE);
    assertThat(blurred[9 * 20] + blurred[10 * 20]).isCloseTo(2, within(1e-4f)); // antisymmetric
    assertThat(blurred[9 * 20]).isBetween(1f, 1.5f);
    assertThat(blurred[9 * 20 + 5]).isCloseTo(blurred[9 * 20], within(1e-4f));
  }

  @Test
  void the_fill_is_each_channels_own() {
    float[] two = new float[800];
    Arrays.fill(two, 400, 800, 5);
    float[] fill = Fill.MEAN.of(two, IMAGE);
    assertThat(fill[399]).isZero();
    assertThat(fill[400]).isEqualTo(5);
  }

  private static double box(ImportanceMap map, int part) {
    float[] w = new float[400];
    float[] pixels = new float[400];
    for (int i = 0; i < 400; i++) {
      int row = i / 20;
      w[i] = row; // pixels of mean 0, so that filling a box takes its sum away
      pixels[i] = i % 2 == 0 ? 1 : -1;
    }
    ErasableImage image = new ErasableImage(IMAGE, pixels, Fill.MEAN);
    return BoxSensitivity.measure(weighted(w), image, 4).correlation(map, 0, part).orElseThrow();
  }

  @Test
  void a_map_of_what_each_pixel_adds_goes_with_every_box() {
    float[] exact = new float[400];
    float[] reversed = new float[400];
    for (int i = 0; i < 400; i++) {
      int row = i / 20;
      exact[i] = row * (i % 2 == 0 ? 1 : -1);
      reversed[i] = -exact[i];
    }
    // Boxes of an odd side have sums that are not 0: 20 / 4 = 5.
    assertThat(box(map(20, 20, exact), 4)).isCloseTo(1, within(ROUNDING));
    assertThat(box(map(20, 20, reversed), 4)).isCloseTo(-1, within(ROUNDING));
  }

  @Test
  void a_constant_map_goes_with_no_box() {
    assertThat(box(map(4, 4, new float[16]), 4)).isZero();
    assertThat(box(map(1, 1, 0.1f), 4)).isZero();
  }

  @Test
  void an_output_that_never_moves_has_no_correlation() {
    ErasableImage image = new ErasableImage(IMAGE, halves(), Fill.MEAN);
    BoxSensitivity boxes = BoxSensitivity.measure(weighted(new float[400]), image, 4);
    for (int part : BoxSensitivity.PARTS) {
      assertThat(boxes.correlation(map(2, 1, 1, 0), 1, part)).isEmpty();
    }
  }

  @Test
  void compactness_counts_what_is_at_most_a_twentieth_of_the_largest() {
    // 0.05 * |-20| = 1: 0, 1 and -1 are empty, 1.5 and -20 are not.
    assertThat(Compactness.of(map(1, 5, 0, 1, -1, 1.5f, -20))).isCloseTo(0.6, within(1e-12));
    assertThat(Compactness.of(map(1, 3, 0, 0, 0))).isEqualTo(1);
    assertThat(Compactness.of(map(1, 3, -2, -2, -2))).isZero();
  }

  @Test
  void class_sensitivity_is_the_mean_over_pairs() {
    ImportanceMap rising = map(1, 3, 1, 2, 3);
    ImportanceMap doubled = map(1, 3, 2, 4, 6);
    ImportanceMap falling = map(1, 3, 3, 2, 1);
    // pairs: 1, -1, -1
    assertThat(ClassSensitivity.correlation(List.of(rising, doubled, falling)).orElseThrow())
        .isCloseTo(-1.0 / 3, within(1e-12));
    assertThat(ClassSensitivity.correlation(List.of(rising))).isEmpty();
    assertThat(ClassSensitivity.correlation(List.of(rising, map(1, 3, 4, 4, 4)))).hasValue(0);
    assertThat(ClassSensitivity.correlation(List.of(map(1, 2, 0, 0), map(1, 2, 4, 4)))).hasValue(1);
  }

  @Test
  void rank_correlation_shares_ranks_among_equals() {
    // ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 * 5) = 0.94868
    assertThat(Correlation.spearman(new double[] {1, 2, 2, 9}, new double[] {1, 2, 3, 4}))
        .isCloseTo(4.5 / Math.sqrt(22.5), within(1e-12));
    assertThat(Correlation.spearman(new double[] {1, 2, 3}, new double[] {-1, -8, -9}))
        .isCloseTo(-1, within(1e-12));
    assertThat(Correlation.spearman(new double[] {1, 1}, new double[] {1, 2})).isZero();
  }
}
