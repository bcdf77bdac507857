package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.PatchShift;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TokenColumns;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitWeights;

class EstimatorsTest {
  private static final VitWeights WEIGHTS = TinyModel.weights(1);
  private static final LastBlock BLOCK = new LastBlock(WEIGHTS);
  private static final ExplainedModel MODEL =
      new ExplainedModel(TinyModel.CONFIG, BLOCK, () -> WEIGHTS);

  private static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static List<Score> outputs(LinearHead head) {
    List<Score> scores = new ArrayList<>();
    for (int c = 0; c < head.outputs(); c++) {
      scores.add(new OutputScore(head, c));
    }
    return scores;
  }

  private static LinearHead randomHead(int outputs) {
    int width = TinyModel.CONFIG.width();
    return LinearHead.of(
        new Tensor(gaussian(outputs * width, 3), outputs, width),
        new Tensor(new float[outputs], outputs));
  }

  private static ExplainedPass pass(long seed, List<Score> scores) {
    float[] pixels = gaussian(256, seed);
    return pass(pixels, scores);
  }

  private static ExplainedPass pass(float[] pixels, List<Score> scores) {
    try (Trunk trunk = TrunkEngine.first().load(WEIGHTS)) {
      BlockInput x = trunk.blockInputs(List.of(pixels)).get(0);
      return new ExplainedPass(MODEL, pixels, x, BLOCK.forward(x), scores);
    }
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** 300 outputs go through all values and the MLP's Jacobian, one by one through neither. */
  @Test
  void many_scores_at_once_give_the_maps_of_each_alone() {
    List<Score> scores = outputs(randomHead(300));
    ExplainedPass all = pass(1, scores);
    for (Cdam.Paths paths : Cdam.Paths.values()) {
      List<float[]> together = new Cdam(paths).importance(all);
      for (int c : new int[] {0, 7, 299}) {
        ExplainedPass one =
            new ExplainedPass(
                MODEL, all.pixels(), all.blockInput(), all.classToken(), List.of(scores.get(c)));
        float[] alone = new Cdam(paths).importance(one).get(0);
        assertThat(together.get(c)).containsExactly(alone, offset(2e-6f * largest(alone)));
      }
    }
  }

  @Test
  void smooth_cdam_without_noise_is_cdam_and_has_no_deviation() {
    ExplainedPass pass = pass(2, outputs(LinearHead.of(WEIGHTS)));
    GaussianNoise silence = new GaussianNoise(9, 0, 5);
    List<float[]> cdam = Cdam.WHOLE.importance(pass);
    List<float[]> smooth = new SmoothCdam(SmoothCdam.Statistic.MEAN, silence).importance(pass);
    List<float[]> deviation =
        new SmoothCdam(SmoothCdam.Statistic.DEVIATION, silence).importance(pass);
    for (int c = 0; c < 2; c++) {
      assertThat(smooth.get(c)).containsExactly(cdam.get(c), offset(1e-6f * largest(cdam.get(c))));
      assertThat(largest(deviation.get(c))).isLessThan(1e-6f * largest(cdam.get(c)));
    }
  }

  /** One sample at a time, by the seed's own noise, gives mean and deviation by their formulas. */
  @Test
  void smooth_cdam_is_mean_and_deviation_of_its_samples() {
    ExplainedPass pass = pass(3, outputs(LinearHead.of(WEIGHTS)));
    GaussianNoise noise = new GaussianNoise(6, 0.1, 9);
    double[] values = new double[noise.samples()];
    for (int s = 0; s < values.length; s++) {
      values[s] = PerturbedCdam.moments(pass, new OneSample(noise, s)).means().get(1)[5];
    }
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    SampleMoments moments = pass.smooth(noise);
    assertThat(moments.means().get(1)[5]).isCloseTo((float) mean, offset(1e-6f));
    assertThat(moments.deviations().get(1)[5])
        .isCloseTo((float) Math.sqrt(squares / 5), offset(1e-6f));
    assertThat(squares).isPositive();
  }

  /** One of the samples that a noise has. */
  private record OneSample(GaussianNoise noise, int sample) implements Perturbation {
    @Override
    public int samples() {
      return 1;
    }

    @Override
    public Variants of(TokenColumns x) {
      Variants all = noise.of(x);
      return (index, into) -> all.write(sample, into);
    }
  }

  @Test
  void noise_has_the_deviation_that_was_asked_for_and_comes_again_with_its_seed() {
    float[][] ramp = {new float[40_000], {0, 10}}; // a range of 10: the deviation is 0.5
    float[][] noisy = {new float[40_000], new float[2]};
    new GaussianNoise(2, 0.05, 4).of(ramp).write(1, noisy);
    double squares = 0;
    double sum = 0;
    for (float value : noisy[0]) {
      sum += value;
      squares += (double) value * value;
    }
    // 40,000 draws: the mean's standard error is 0.0025, that of the deviation 0.0018
    assertThat(sum / 40_000).isCloseTo(0, offset(0.01));
    assertThat(Math.sqrt(squares / 40_000)).isCloseTo(0.5, offset(0.007));
    float[][] again = {new float[40_000], new float[2]};
    new GaussianNoise(2, 0.05, 4).of(ramp).write(1, again);
    assertThat(again[0]).isEqualTo(noisy[0]);
  }

  /** A central difference of the logit along one pixel, times the pixel. */
  @Test
  void input_x_gradient_is_the_slope_along_each_pixel() throws Exception {
    LinearHead head = LinearHead.of(WEIGHTS);
    ExplainedPass pass = pass(7, outputs(head));
    float[] map = new InputXGradient().importance(pass).get(1);
    for (int pixel : new int[] {0, 77, 255}) {
      float step = 0.02f;
      double[] logits = new double[2];
      for (int side = 0; side < 2; side++) {
        float[] moved = pass.pixels().clone();
        moved[pixel] += side == 0 ? -step : step;
        logits[side] = head.apply(pass(moved, List.of()).classToken().embedding())[1];
      }
      double slope = (logits[1] - logits[0]) / (2 * step);
      assertThat(map[pixel])
          .isCloseTo((float) (pass.pixels()[pixel] * slope), offset(0.01f * largest(map)));
    }
  }

  /** The sum of integrated gradients is what the image adds to the logit of an image of zeros. */
  @Test
  void integrated_gradients_add_up_to_the_change_of_the_logit() throws Exception {
    LinearHead head = LinearHead.of(WEIGHTS);
    ExplainedPass pass = pass(8, outputs(head));
    float[] map = new IntegratedGradients(400).importance(pass).get(0);
    double sum = 0;
    for (float value : map) {
      sum += value;
    }
    double whole = head.apply(pass.classToken().embedding())[0];
    double nothing = head.apply(pass(new float[256], List.of()).classToken().embedding())[0];
    assertThat(sum).isCloseTo(whole - nothing, offset(0.03 * Math.abs(whole - nothing) + 0.01));
  }

  @Test
  void legrad_is_the_positive_slope_along_attention_read_out_after_every_block() throws Exception {
    LinearHead head = LinearHead.of(WEIGHTS);
    ExplainedPass pass = pass(9, outputs(head));
    List<BlockInput> inputs = MODEL.probe("legrad").allBlockInputs(List.of(pass.pixels())).get(0);
    int tokens = TinyModel.CONFIG.tokens();
    double[] expected = new double[tokens];
    for (int block = 0; block < inputs.size(); block++) {
      ClassPathInDoubles path = new ClassPathInDoubles(WEIGHTS, block, inputs.get(block));
      for (int h = 0; h < TinyModel.CONFIG.heads(); h++) {
        for (int i = 0; i < tokens; i++) {
          expected[i] += Math.max(0, path.slopeAlongAttention(h, i, /* output= */ 1));
        }
      }
    }
    float[] map = new LeGrad().importance(pass).get(1);
    double parts = 2.0 * TinyModel.CONFIG.heads() * tokens;
    for (int patch = 0; patch < map.length; patch++) {
      double reference = expected[TinyModel.CONFIG.prefixTokens() + patch] / parts;
      assertThat(map[patch]).isCloseTo((float) reference, offset(1e-4f * largest(map)));
    }
  }

  @Test
  void a_score_that_is_always_zero_loses_nothing_by_ablation() throws Exception {
    ExplainedPass pass = pass(10, List.of(new ConceptScore(new float[12])));
    assertThat(new TokenAblation().importance(pass).get(0)).containsOnly(0);
  }

  @Test
  void a_concept_along_an_output_has_that_outputs_map() {
    LinearHead head = LinearHead.of(WEIGHTS);
    ConceptScore concept = new ConceptScore(head.gradient(1));
    ExplainedPass pass = pass(11, List.of(new OutputScore(head, 1), concept));
    List<float[]> maps = Cdam.WHOLE.importance(pass);
    assertThat(maps.get(1)).isEqualTo(maps.get(0));
    List<float[]> relevance = new PartialLrp().importance(pass);
    assertThat(relevance.get(1)).isEqualTo(relevance.get(0));
  }

  /** Two planes, one pixel to either side: what both saw at one place is averaged there. */
  @Test
  void pixel_maps_of_shifted_planes_are_averaged_where_the_pixels_lie() {
    PixelSize row = new PixelSize(1, 4);
    Map<PatchShift, ImportanceMap> maps = new LinkedHashMap<>();
    maps.put(new PatchShift(0, 0, 0, -1), new ImportanceMap(row, new float[] {1, 2, 4, 8}));
    maps.put(new PatchShift(0, 1, 0, 0.5), new ImportanceMap(row, new float[] {10, 20, 40, 80}));
    // pixel c is c + 1 of the first and c - 0.5 of the second; 0 where a plane does not see it:
    // (2 + 5) / 2, (4 + 15) / 2, (8 + 30) / 2, (0 + 60) / 2
    assertThat(ImportanceMap.overlapped(maps).values()).containsExactly(3.5f, 9.5f, 19f, 30f);
  }

  @Test
  void an_output_that_the_model_lacks_and_a_pixel_that_is_no_number_are_refused() {
    LinearHead head = LinearHead.of(WEIGHTS);
    assertThatThrownBy(() -> new OutputScore(head, 2))
        .hasMessage("the model has no output 2: its outputs are 0 to 1");
    float[] pixels = gaussian(256, 1);
    ExplainedPass good = pass(pixels, List.of());
    float[] bad = pixels.clone();
    bad[17] = Float.NaN;
    assertThatThrownBy(
            () -> new ExplainedPass(MODEL, bad, good.blockInput(), good.classToken(), List.of()))
        .hasMessage("value 17 of an image is NaN: it cannot be explained");
  }

  /** Ranks 1 2 3 4 against 1 3 2 4: 1 - 6 · 2 / (4 · 15) = 0.8. */
  @Test
  void agreement_is_spearmans_rank_correlation() {
    assertThat(Trust.rankCorrelation(new double[] {1, 2, 3, 9}, new double[] {-5, 7, 6, 8}))
        .isCloseTo(0.8, offset(1e-12));
    assertThat(Trust.rankCorrelation(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isZero();
    assertThat(new Trust(0.9, 0.4).trusted()).isTrue();
    assertThat(new Trust(1.1, 0.4).trusted()).isFalse();
    assertThat(new Trust(0.9, 0.2).trusted()).isFalse();
    assertThat(new Trust(Double.NaN, 0.4).trusted()).isFalse();
  }
}
