package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TokenColumns;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TwoLayerHead;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * CDAM and its family against their definition, z_i · ∂f/∂z_i, by central differences in float64
 * that share no code with the closed form: grids that are no square, patches of 4, 8, 14 and 16
 * pixels, registers, layer scale, resized positions; outputs (logits of classes and z-scores of
 * regressions alike), a head of two layers, a concept.
 */
class ClosedFormTest {
  /** Relative to a map's largest magnitude. */
  private static final float FLOAT32 = 2e-5f;

  private static VitConfig config(
      PixelSize image,
      PixelSize patch,
      int registers,
      boolean layerScale,
      boolean cover,
      int outputs) {
    return new VitConfig(
        image, patch, 1, 12, 2, 3, 24, registers, layerScale, cover, outputs, 1e-6);
  }

  static List<Arguments> networks() {
    PixelSize rectangle = new PixelSize(16, 8);
    VitConfig four = config(new PixelSize(12, 28), PixelSize.square(4), 3, true, true, 2);
    VitConfig eight = config(new PixelSize(40, 16), PixelSize.square(8), 0, false, true, 3);
    VitConfig fourteen = config(PixelSize.square(28), PixelSize.square(14), 4, true, false, 2);
    VitConfig sixteen = config(new PixelSize(16, 48), PixelSize.square(16), 1, false, true, 1);
    VitConfig many = config(new PixelSize(24, 16), PixelSize.square(8), 2, true, true, 70);
    return List.of(
        Arguments.of("patch 4, 3 registers, layer scale", RandomNetwork.of(four, 1)),
        Arguments.of("patch 8", RandomNetwork.of(eight, 2)),
        Arguments.of(
            "patch 14, 4 registers, layer scale, resized",
            RandomNetwork.of(fourteen, 3).resizedTo(new PixelSize(42, 70))),
        Arguments.of("patch 16, 1 register", RandomNetwork.of(sixteen, 4)),
        Arguments.of(
            "patch 16 x 8",
            RandomNetwork.of(config(PixelSize.square(32), rectangle, 1, true, false, 2), 5)),
        Arguments.of("70 outputs, 2 registers, layer scale", RandomNetwork.of(many, 6)));
  }

  /** A network that ran, and its scores twice. */
  private record Asked(
      VitWeights weights, ExplainedPass pass, List<ToDoubleFunction<double[]>> inDoubles) {
    ClassPathInDoubles path(BlockInput x) {
      return new ClassPathInDoubles(weights, weights.config().depth() - 1, x);
    }

    /** By definition, (P) a score. */
    List<double[]> definition(BlockInput x, Cdam.Paths paths) {
      int prefix = weights.config().prefixTokens();
      ClassPathInDoubles path = path(x);
      List<double[]> maps = new ArrayList<>();
      for (ToDoubleFunction<double[]> score : inDoubles) {
        double[] map = new double[weights.config().grid().patches()];
        for (int patch = 0; patch < map.length; patch++) {
          map[patch] = path.slopeAlongToken(prefix + patch, paths, score);
        }
        maps.add(map);
      }
      return maps;
    }
  }

  private static Asked asked(VitWeights weights) throws IOException {
    VitConfig config = weights.config();
    LastBlock block = new LastBlock(weights);
    float[] pixels = RandomNetwork.gaussian(config.image().count(), 1, 7);
    BlockInput x;
    try (Trunk trunk = TrunkEngine.first().load(weights)) {
      x = trunk.blockInputs(List.of(pixels)).get(0);
    }
    List<Score> scores = new ArrayList<>();
    List<ToDoubleFunction<double[]>> inDoubles = new ArrayList<>();
    LinearHead head = LinearHead.of(weights);
    ClassPathInDoubles path = new ClassPathInDoubles(weights, config.depth() - 1, x);
    for (int output = 0; output < head.outputs(); output++) {
      scores.add(new OutputScore(head, output));
      inDoubles.add(path.output(output));
    }
    Map<String, Tensor> deep = RandomNetwork.headTensors(config.width(), 7, 2);
    scores.add(new OutputScore(TwoLayerHead.of(deep, config.width(), "a test"), 1));
    inDoubles.add(embedding -> deepOutput(deep, embedding));
    float[] concept = RandomNetwork.gaussian(config.width(), 1, 8);
    scores.add(new ConceptScore(concept));
    inDoubles.add(embedding -> dot(concept, 0, embedding));
    ExplainedModel model = new ExplainedModel(config, block, () -> weights);
    return new Asked(
        weights, new ExplainedPass(model, pixels, x, block.forward(x), scores), inDoubles);
  }

  /** Output 1 of a head of two layers. */
  private static double deepOutput(Map<String, Tensor> head, double[] embedding) {
    float[] w1 = values(head, 0);
    float[] b1 = values(head, 1);
    double[] hidden = new double[b1.length];
    for (int i = 0; i < hidden.length; i++) {
      double h = b1[i] + dot(w1, i * embedding.length, embedding);
      hidden[i] = h * 0.5 * (1 + Erf.value(h / Math.sqrt(2)));
    }
    return values(head, 3)[1] + dot(values(head, 2), hidden.length, hidden);
  }

  private static float[] values(Map<String, Tensor> head, int tensor) {
    return Objects.requireNonNull(head.get(TwoLayerHead.TENSORS.get(tensor))).values();
  }

  private static double dot(float[] row, int from, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += row[from + i] * x[i];
    }
    return sum;
  }

  private static void assertEqual(String what, List<float[]> maps, List<double[]> expected) {
    assertThat(maps).hasSameSizeAs(expected);
    for (int score = 0; score < maps.size(); score++) {
      double largest = 0;
      for (double value : expected.get(score)) {
        largest = Math.max(largest, Math.abs(value));
      }
      float[] rounded = new float[expected.get(score).length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) expected.get(score)[i];
      }
      assertThat(maps.get(score))
          .as("%s of score %d", what, score)
          .containsExactly(rounded, offset((float) (FLOAT32 * largest)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void cdam_and_its_parts_are_token_times_slope(String name, VitWeights weights) throws Exception {
    Asked asked = asked(weights);
    for (Cdam.Paths paths : Cdam.Paths.values()) {
      assertEqual(
          name + ", " + paths,
          new Cdam(paths).importance(asked.pass),
          asked.definition(asked.pass.blockInput(), paths));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void smooth_cdam_is_mean_and_deviation_of_cdam_at_the_noisy_inputs(
      String name, VitWeights weights) throws Exception {
    Asked asked = asked(weights);
    GaussianNoise noise = new GaussianNoise(4, 0.05, 9);
    List<List<double[]>> samples = definitions(asked, noise);
    List<double[]> means = means(samples);
    List<double[]> deviations = new ArrayList<>();
    for (int score = 0; score < means.size(); score++) {
      double[] deviation = new double[means.get(score).length];
      for (int i = 0; i < deviation.length; i++) {
        for (List<double[]> sample : samples) {
          deviation[i] += Math.pow(sample.get(score)[i] - means.get(score)[i], 2);
        }
        deviation[i] = Math.sqrt(deviation[i] / (noise.samples() - 1));
      }
      deviations.add(deviation);
    }
    assertEqual(
        name, new SmoothCdam(SmoothCdam.Statistic.MEAN, noise).importance(asked.pass), means);
    assertEqual(
        name,
        new SmoothCdam(SmoothCdam.Statistic.DEVIATION, noise).importance(asked.pass),
        deviations);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void integrated_cdam_is_the_mean_of_cdam_at_shrunk_inputs(String name, VitWeights weights)
      throws Exception {
    Asked asked = asked(weights);
    List<List<double[]>> steps = new ArrayList<>();
    for (int k = 1; k < 5; k++) {
      float[] shrunk = asked.pass.blockInput().values().clone();
      for (int i = 0; i < shrunk.length; i++) {
        shrunk[i] *= k / 5f;
      }
      steps.add(asked.definition(input(asked, shrunk), Cdam.Paths.ALL));
    }
    assertEqual(name, new IntegratedCdam(5).importance(asked.pass), means(steps));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void attention_is_the_mean_over_heads(String name, VitWeights weights) throws Exception {
    Asked asked = asked(weights);
    double[] tokens = asked.path(asked.pass.blockInput()).meanAttention();
    int prefix = weights.config().prefixTokens();
    double[] patches = new double[tokens.length - prefix];
    System.arraycopy(tokens, prefix, patches, 0, patches.length);
    assertEqual(name, new AttentionMap().importance(asked.pass), List.of(patches));
  }

  private static BlockInput input(Asked asked, float[] values) {
    return new BlockInput(
        asked.pass.blockInput().tokens(), asked.pass.blockInput().width(), values);
  }

  /** CDAM by its definition at each variant. */
  private static List<List<double[]>> definitions(Asked asked, Perturbation perturbation) {
    TokenColumns x = TokenColumns.of(asked.pass.blockInput());
    Perturbation.Variants variants = perturbation.of(x);
    List<List<double[]>> all = new ArrayList<>();
    for (int sample = 0; sample < perturbation.samples(); sample++) {
      TokenColumns variant = TokenColumns.zeros(x.tokens(), x.width());
      variants.write(sample, variant.components());
      all.add(asked.definition(input(asked, variant.rows()), Cdam.Paths.ALL));
    }
    return all;
  }

  private static List<double[]> means(List<List<double[]>> samples) {
    List<double[]> means = new ArrayList<>();
    for (int score = 0; score < samples.get(0).size(); score++) {
      double[] mean = new double[samples.get(0).get(score).length];
      for (List<double[]> sample : samples) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += sample.get(score)[i] / samples.size();
        }
      }
      means.add(mean);
    }
    return means;
  }
}
