package org.nodulens.vit.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.Device;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * A trunk in PyTorch. Native memory lives from {@link #blockInputs} to its end, weights to close.
 */
final class PyTorchTrunk implements Trunk {
  private final NDManager weightsManager;
  private final VisionTransformer model;

  PyTorchTrunk(VitWeights weights, Device device) {
    weightsManager = NDManager.newBaseManager(engineDevice(device), PyTorchEngine.DJL_NAME);
    model = VisionTransformer.of(weights, weightsManager);
  }

  /** Why trunks cannot run on a device here; empty where they can. */
  static Optional<String> fault(Device device) {
    int cards = Engine.getEngine(PyTorchEngine.DJL_NAME).getGpuCount();
    return device == Device.CUDA && cards == 0
        ? Optional.of(
            "PyTorch sees no card: put ai.djl.pytorch:pytorch-native-cu128 in place of"
                + " pytorch-native-cpu, and the driver of the card on the machine")
        : Optional.empty();
  }

  private static ai.djl.Device engineDevice(Device device) {
    return device == Device.CUDA ? ai.djl.Device.gpu() : ai.djl.Device.cpu();
  }

  @Override
  public List<BlockInput> blockInputs(List<float[]> pixels) {
    VitConfig config = model.config();
    int perImage = config.channels() * config.image().count();
    FloatBuffer batch = FloatBuffer.allocate(pixels.size() * perImage);
    for (float[] image : pixels) {
      if (image.length != perImage) {
        throw new IllegalArgumentException(
            "an image has " + image.length + " values, the model takes " + perImage);
      }
      batch.put(image);
    }
    Shape shape =
        new Shape(
            pixels.size(), config.channels(), config.image().rows(), config.image().columns());
    try (NDManager scope = weightsManager.newSubManager();
        NDScope leaks = new NDScope()) {
      leaks.suppressNotUsedWarning();
      NDArray x = model.blockInput(scope.create(batch.flip(), shape), Branch.WHOLE);
      return split(x.toFloatArray(), pixels.size());
    }
  }

  private List<BlockInput> split(float[] values, int images) {
    int tokens = model.config().tokens();
    int width = model.config().width();
    int perImage = tokens * width;
    List<BlockInput> inputs = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      float[] one = Arrays.copyOfRange(values, i * perImage, (i + 1) * perImage);
      inputs.add(new BlockInput(tokens, width, one));
    }
    return inputs;
  }

  @Override
  public void close() {
    weightsManager.close();
  }
}
