package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.PatientPoint;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.Device;
import org.nodulens.vit.Embedder;
import org.nodulens.vit.EngineChoice;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Pass;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Precision;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.TracedPass;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.TwoLayerHead;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * What shares a batch with an image changes nothing of what is made of it: alone and among others,
 * some of them extreme, the same comes out. To the bit wherever ONNX Runtime or plain Java computes
 * it. PyTorch multiplies matrices of another size in another order: there float32's rounding is
 * what differs.
 */
class BatchMatesTest {
  /** Relative to the largest magnitude. */
  private static final float PYTORCH_ROUNDING = 2e-5f;

  private static final Set<String> IN_PLAIN_JAVA =
      Set.of(
          "cdam",
          "cdam_value",
          "cdam_key",
          "smooth_cdam",
          "smooth_cdam_sd",
          "integrated_cdam",
          "attention",
          "partial_lrp");

  /** 27 tokens: 37 images fill a run of ONNX Runtime. */
  private static final VitConfig CONFIG =
      new VitConfig(
          new PixelSize(16, 24), PixelSize.square(4), 1, 12, 2, 3, 24, 2, true, true, 2, 1e-6);

  @TempDir private Path folder;

  static List<Arguments> engines() {
    return List.of(
        Arguments.of("onnxruntime", Precision.FP32, 0f),
        Arguments.of("onnxruntime", Precision.INT8, 0f),
        Arguments.of("pytorch", Precision.FP32, PYTORCH_ROUNDING));
  }

  private static TrunkEngine engine(String id, Precision precision) {
    return EngineChoice.named(id, new TrunkSettings(precision, Device.CPU)).engine();
  }

  /** Ordinary images at every third place; beside them one of zeros and one of huge values. */
  private static List<float[]> crowd(int count, int pixels) {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double deviation = i % 3 == 0 ? 1 : i % 3 == 1 ? 0 : 1e4;
      images.add(RandomNetwork.gaussian(pixels, deviation, i));
    }
    return images;
  }

  private static void assertSame(String what, float[] among, float[] alone, float relative) {
    if (relative == 0) {
      assertThat(among).as(what).isEqualTo(alone);
      return;
    }
    float largest = 0;
    for (float value : alone) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as(what).isPositive();
    assertThat(among).as(what).containsExactly(alone, offset(relative * largest));
  }

  /** Two outputs, a head of two layers (its slope is another at each image) and a concept. */
  private static List<Score> scores(VitWeights weights) throws IOException {
    int width = CONFIG.width();
    LinearHead head = LinearHead.of(weights);
    TwoLayerHead deep = TwoLayerHead.of(RandomNetwork.headTensors(width, 7, 2), width, "a test");
    return List.of(
        new OutputScore(head, 0),
        new OutputScore(head, 1),
        new OutputScore(deep, 1),
        new ConceptScore(RandomNetwork.gaussian(width, 1, 3)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void no_estimator_lets_batch_mates_change_a_map(String id, Precision precision, float rounding)
      throws Exception {
    VitWeights weights = RandomNetwork.of(CONFIG, 1);
    LastBlock block = new LastBlock(weights);
    List<Score> scores = scores(weights);
    List<float[]> images = crowd(8, CONFIG.image().count());
    try (Trunk trunk = engine(id, precision).load(weights);
        ExplainedModel model = new ExplainedModel(CONFIG, block, () -> weights)) {
      List<ExplainedPass> all = new ArrayList<>();
      List<ExplainedPass> single = new ArrayList<>();
      List<BlockInput> together = trunk.blockInputs(images);
      for (int i = 0; i < images.size(); i++) {
        float[] image = images.get(i);
        BlockInput alone = trunk.blockInputs(List.of(image)).get(0);
        all.add(pass(model, image, together.get(i), scores));
        single.add(pass(model, image, alone, scores));
      }
      for (String name : Methods.ids()) {
        ImportanceEstimator method = Methods.ofId(name).orElseThrow();
        List<List<float[]>> among = method.importance(all);
        for (int i = 0; i < images.size(); i += 3) {
          List<float[]> alone = method.importance(single.get(i));
          assertThat(among.get(i)).as(name).hasSize(method.knowsTask() ? scores.size() : 1);
          for (int map = 0; map < alone.size(); map++) {
            assertSame(
                name + " of image " + i + ", score " + map,
                among.get(i).get(map),
                alone.get(map),
                IN_PLAIN_JAVA.contains(name) ? rounding : PYTORCH_ROUNDING);
          }
        }
      }
    }
  }

  private static ExplainedPass pass(
      ExplainedModel model, float[] pixels, BlockInput x, List<Score> scores) {
    return new ExplainedPass(model, pixels, x, model.lastBlock().forward(x), scores);
  }

  /** 150 images: more than the classifier takes at once, and more than the engine does. */
  @ParameterizedTest
  @MethodSource("engines")
  void no_output_depends_on_batch_mates(String id, Precision precision, float rounding)
      throws Exception {
    InputSpec input = TinyModel.input(List.of(View.AXIAL), List.of(Symmetry.IDENTITY));
    ModelFolder model = TinyModel.write(folder, input, TinyModel.weights(1));
    List<float[]> images = crowd(150, TinyModel.CONFIG.image().count());
    Arrays.fill(images.get(1), Float.NaN);
    try (NoduleClassifier classifier = NoduleClassifier.load(model, engine(id, precision))) {
      List<float[]> together = classifier.outputs(images);
      assertThat(together).hasSize(150);
      for (int i = 0; i < images.size(); i += 3) {
        float[] alone = classifier.outputs(List.of(images.get(i))).get(0);
        assertSame("outputs of image " + i, together.get(i), alone, rounding);
      }
    }
  }

  /** A nodule's own views, shifts and symmetries share batches; other nodules come in between. */
  @ParameterizedTest
  @MethodSource("engines")
  void no_class_embedding_depends_on_batch_mates(String id, Precision precision, float rounding)
      throws Exception {
    InputSpec input =
        TinyModel.input(List.of(View.values()), List.of(Symmetry.values())).withShifts(2);
    ModelFolder model = TinyModel.write(folder, input, TinyModel.weights(1));
    TrunkEngine engine = engine(id, precision);
    PatientPoint center = new PatientPoint(1.25, -0.5, 0.75);
    try (NoduleClassifier classifier = NoduleClassifier.load(model, engine);
        Embedder embedder = Embedder.load(model, engine, Embedder.Passes.ALL);
        Trunk trunk = engine.load(model.weights())) {
      List<TracedPass> passes = classifier.tracedPasses(TinyModel.volume(), center);
      assertThat(passes).hasSize(View.values().length * 8 * 4);
      for (TracedPass pass : passes) {
        BlockInput alone = trunk.blockInputs(List.of(pass.pixels())).get(0);
        assertSame(
            "class embedding",
            pass.pass().classToken().embedding(),
            classifier.lastBlock().forward(alone).embedding(),
            rounding);
      }
      float[] first = embedder.embedding(TinyModel.volume(), center);
      embedder.embedding(TinyModel.volume(), PatientPoint.ORIGIN);
      assertThat(embedder.embedding(TinyModel.volume(), center)).isEqualTo(first);
      List<Pass> untraced = passes.stream().map(TracedPass::pass).toList();
      assertSame("mean embedding", NoduleClassifier.embedding(untraced), first, PYTORCH_ROUNDING);
    }
  }
}
