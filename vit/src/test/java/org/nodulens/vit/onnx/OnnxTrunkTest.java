package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.Device;
import org.nodulens.vit.ElementType;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Precision;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;
import org.nodulens.vit.pytorch.PyTorchEngine;

class OnnxTrunkTest {
  /** Relative to the largest value. */
  private static final double FLOAT32_NETWORK = 1e-5;

  private static final TrunkEngine ONNX = new OnnxRuntimeEngine();
  private static final VitConfig CONFIG = RandomVit.config();
  private static final VitWeights WEIGHTS = RandomVit.weights(CONFIG, 7);

  /** Wide and deep enough for products to be cut into parts, as those of real networks are. */
  private static final VitConfig LARGER =
      new VitConfig(
          PixelSize.square(128), PixelSize.square(8), 1, 192, 3, 3, 768, 0, false, true, 0, 1e-6);

  private static VitConfig config(int registers, boolean layerScale, boolean positionsCoverPrefix) {
    return new VitConfig(
        new PixelSize(8, 12),
        PixelSize.square(4),
        3,
        16,
        3,
        4,
        40,
        registers,
        layerScale,
        positionsCoverPrefix,
        0,
        1e-5);
  }

  private static List<float[]> images(VitConfig config, int count) {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(RandomVit.gaussian(config.channels() * config.image().count(), 100 + i));
    }
    return images;
  }

  private static double error(BlockInput found, BlockInput expected) {
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.values().length; i++) {
      largest = Math.max(largest, Math.abs(expected.values()[i]));
      error = Math.max(error, Math.abs(found.values()[i] - expected.values()[i]));
    }
    return error / largest;
  }

  private static void assertAgreesWithPyTorch(VitWeights weights) {
    List<float[]> images = images(weights.config(), 3);
    try (Trunk onnx = ONNX.load(weights);
        Trunk pytorch = new PyTorchEngine().load(weights)) {
      List<BlockInput> found = onnx.blockInputs(images);
      List<BlockInput> expected = pytorch.blockInputs(images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(error(found.get(i), expected.get(i))).isLessThan(FLOAT32_NETWORK);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void registers_layer_scale_and_positions_give_what_pytorch_gives(int variant) {
    boolean registers = (variant & 1) != 0;
    boolean layerScale = (variant & 2) != 0;
    boolean positionsCoverPrefix = (variant & 4) != 0;
    assertAgreesWithPyTorch(
        RandomVit.weights(config(registers ? 3 : 0, layerScale, positionsCoverPrefix), variant));
  }

  @Test
  void another_size_of_input_gives_what_pytorch_gives() {
    assertAgreesWithPyTorch(WEIGHTS.resizedTo(new PixelSize(16, 20)));
  }

  @Test
  void a_network_of_one_block_is_an_embedding() {
    assertAgreesWithPyTorch(
        RandomVit.weights(
            new VitConfig(
                PixelSize.square(8), PixelSize.square(4), 1, 8, 1, 2, 16, 0, false, true, 0, 1e-6),
            3));
  }

  @ParameterizedTest
  @EnumSource
  void weights_stored_in_fewer_bytes_run_as_they_are_read(ElementType type, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("model.safetensors");
    SafeTensors.copy(file, WEIGHTS.tensors(), type);
    assertAgreesWithPyTorch(VitWeights.of(CONFIG, SafeTensors.open(file).tensors(), "the file"));
  }

  @ParameterizedTest
  @EnumSource
  void results_are_bit_identical_for_any_batch_and_any_number_of_threads(Precision precision) {
    TrunkSettings settings = new TrunkSettings(precision, Device.CPU);
    VitWeights weights = RandomVit.weights(LARGER, 5);
    List<float[]> images = images(LARGER, 7);
    List<float[]> alone = new ArrayList<>();
    try (Trunk trunk = OnnxTrunk.load(weights, settings, 1)) {
      for (float[] image : images) {
        alone.add(trunk.blockInputs(List.of(image)).get(0).values());
      }
    }
    for (int threads : new int[] {1, 2, 3, 5}) {
      try (Trunk trunk = OnnxTrunk.load(weights, settings, threads)) {
        for (int batch = 1; batch <= images.size(); batch++) {
          List<BlockInput> together = trunk.blockInputs(images.subList(0, batch));
          for (int i = 0; i < batch; i++) {
            assertThat(together.get(i).values())
                .as("image %d of %d, %d threads", i, batch, threads)
                .isEqualTo(alone.get(i));
          }
        }
      }
    }
  }

  /** Eight bits: errors of 1 / 254 of a row's largest value, in every linear layer. */
  @Test
  void weights_of_eight_bits_give_nearly_the_same_and_say_so_in_the_name() {
    VitWeights weights = RandomVit.weights(LARGER, 6);
    TrunkEngine cheaper = ONNX.with(new TrunkSettings(Precision.INT8, Device.CPU));
    assertThat(cheaper.name()).isEqualTo("onnxruntime int8");
    try (Trunk whole = ONNX.load(weights);
        Trunk eightBits = cheaper.load(weights)) {
      BlockInput expected = whole.blockInputs(images(LARGER, 1)).get(0);
      BlockInput found = eightBits.blockInputs(images(LARGER, 1)).get(0);
      assertThat(error(found, expected)).isBetween(1e-4, 0.05);
      assertThat(correlation(found.values(), expected.values())).isGreaterThan(0.999);
    }
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    double meanA = mean(a);
    double meanB = mean(b);
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Test
  void a_batch_larger_than_a_run_comes_back_whole_and_in_order() {
    List<float[]> images = images(CONFIG, 400); // of 9 tokens: four runs
    try (Trunk trunk = ONNX.load(WEIGHTS)) {
      List<BlockInput> together = trunk.blockInputs(images);
      assertThat(together).hasSize(400);
      for (int i : new int[] {0, 112, 113, 114, 399}) {
        assertThat(together.get(i).values())
            .isEqualTo(trunk.blockInputs(List.of(images.get(i))).get(0).values());
      }
      assertThat(trunk.blockInputs(List.of())).isEmpty();
    }
  }

  @Test
  void several_threads_may_use_one_trunk() throws Exception {
    List<float[]> images = images(CONFIG, 40);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Trunk trunk = ONNX.load(WEIGHTS)) {
      List<Future<BlockInput>> futures = new ArrayList<>();
      for (float[] image : images) {
        futures.add(pool.submit(() -> trunk.blockInputs(List.of(image)).get(0)));
      }
      List<BlockInput> expected = trunk.blockInputs(images);
      for (int i = 0; i < images.size(); i++) {
        assertThat(futures.get(i).get().values()).isEqualTo(expected.get(i).values());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void an_image_of_another_size_is_refused() {
    try (Trunk trunk = ONNX.load(WEIGHTS)) {
      assertThatThrownBy(() -> trunk.blockInputs(List.of(new float[95])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an image has 95 values, the model takes 96");
    }
  }
}
