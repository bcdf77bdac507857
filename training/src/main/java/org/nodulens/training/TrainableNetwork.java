package org.nodulens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.pytorch.Branch;
import org.nodulens.vit.pytorch.GradientTape;
import org.nodulens.vit.pytorch.VisionTransformer;

/**
 * A network in the engine, for gradients; one is in use at a time.
 *
 * <p>Native memory: a copy of the parameters from construction to close, which each step's fresh
 * leaves look at; all else lives in the step's own scope. Leaves are fresh because gradients
 * accumulate on one that is used again.
 */
final class TrainableNetwork implements AutoCloseable {
  private static final String ENGINE = "PyTorch";
  private static final Object ONE_AT_A_TIME = new Object();

  private final VitConfig config;
  private final Parameters parameters;
  private final FineTuning options;
  private final List<ByteBuffer> shared = new ArrayList<>();
  private final NDManager manager = NDManager.newBaseManager(null, ENGINE);

  /** Reads {@code parameters} anew at every step. */
  TrainableNetwork(VitConfig config, Parameters parameters, FineTuning options) {
    this.config = config;
    this.parameters = parameters;
    this.options = options;
    for (float[] values : parameters.values()) {
      ByteBuffer copy =
          ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.nativeOrder());
      copy.asFloatBuffer().put(values);
      shared.add(copy);
    }
  }

  /**
   * Runs a batch forwards and backwards, part by part: their gradients add up to the batch's.
   *
   * @param gradients filled, one array a parameter that moves
   * @param random which patches and branches are left out
   * @return the loss
   */
  double gradients(Batch batch, TaskLoss loss, List<float[]> gradients, Random random) {
    synchronized (ONE_AT_A_TIME) {
      try (NDManager scope = manager.newSubManager()) {
        VisionTransformer network = leaves(scope, parameters.values(), true);
        double[] totals = batch.targets().totals();
        double value =
            GradientTape.record(
                tape -> {
                  double sum = 0;
                  for (Batch part : batch.parts(options.parts())) {
                    try (NDManager partScope = scope.newSubManager()) {
                      NDArray outputs = outputs(network, pixels(part.pixels(), partScope), random);
                      float[] atOutputs = new float[part.images() * loss.outputs()];
                      sum +=
                          loss.gradient(outputs.toFloatArray(), part.targets(), totals, atOutputs);
                      // the gradient of Σ outputs · g at the outputs is g
                      tape.backward(
                          outputs.mul(partScope.create(atOutputs, outputs.getShape())).sum());
                    }
                  }
                  return sum;
                });
        read(network, gradients);
        return value;
      }
    }
  }

  /**
   * Runs images forwards, nothing left out.
   *
   * @param pixels (B, channels, rows, columns)
   * @param values of all parameters: those in training, or their average
   * @return (B, C)
   */
  float[] outputs(float[] pixels, List<float[]> values) {
    synchronized (ONE_AT_A_TIME) { // the shared copy is the next step's too
      try (NDManager scope = manager.newSubManager()) {
        VisionTransformer network = leaves(scope, values, false);
        NDArray tokens = network.tokens(pixels(pixels, scope));
        NDArray x = network.fromTokens(tokens, Branch.WHOLE);
        return network.outputs(network.embedding(x, Branch.WHOLE)).toFloatArray();
      }
    }
  }

  /** Looks at the shared copy of the parameters, which it brings up to date where they move. */
  private VisionTransformer leaves(NDManager scope, List<float[]> values, boolean gradients) {
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    for (int p = 0; p < shared.size(); p++) {
      if (parameters.moves(p)) {
        shared.get(p).asFloatBuffer().put(values.get(p));
      }
      long[] extents = Arrays.stream(parameters.shape(p)).asLongStream().toArray();
      NDArray leaf = scope.create(shared.get(p).rewind(), new Shape(extents), DataType.FLOAT32);
      leaf.setRequiresGradient(gradients && parameters.moves(p));
      leaves.put(parameters.names().get(p), leaf);
    }
    return VisionTransformer.over(config, leaves);
  }

  private NDArray pixels(float[] pixels, NDManager scope) {
    int perImage = config.channels() * config.image().count();
    Shape shape =
        new Shape(
            pixels.length / perImage,
            config.channels(),
            config.image().rows(),
            config.image().columns());
    return scope.create(FloatBuffer.wrap(pixels), shape);
  }

  /** (B, C). */
  private NDArray outputs(VisionTransformer network, NDArray pixels, Random random) {
    NDManager scope = pixels.getManager();
    DropPath branch = new DropPath(options.dropPath(), config, scope, random);
    NDArray tokens =
        PatchDropout.apply(network.tokens(pixels), config, options.patchesKept(), scope, random);
    return network.outputs(network.embedding(network.fromTokens(tokens, branch), branch));
  }

  private void read(VisionTransformer network, List<float[]> gradients) {
    int p = 0;
    for (NDArray leaf : network.parameters().values()) {
      if (parameters.moves(p)) {
        try (NDArray gradient = leaf.getGradient()) {
          gradient.toByteBuffer().asFloatBuffer().get(gradients.get(p));
        }
      }
      p++;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
