package org.nodulens.vit.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.Precision;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * A trunk in ONNX Runtime. Native memory: weights, session and buffers for images and results from
 * {@link #load} to close; it does not grow with the number of images.
 */
final class OnnxTrunk implements Trunk {
  static final String PIXELS = "pixels";
  static final String BLOCK_INPUT = "block_input";

  /** So many tokens at a time keep the cores busy; more only take memory. */
  private static final int TOKENS_A_RUN = 1024;

  private final VitConfig config;
  private final OrtSession session;
  private final NativeWeights weights;

  /** Buffers that no call is using: as many as there have been calls at once. */
  private final Queue<RunBuffers> free = new ConcurrentLinkedQueue<>();

  private OnnxTrunk(VitConfig config, OrtSession session, NativeWeights weights) {
    this.config = config;
    this.session = session;
    this.weights = weights;
  }

  static OnnxTrunk load(VitWeights weights, TrunkSettings settings) {
    return load(weights, settings, Runtime.getRuntime().availableProcessors());
  }

  static OnnxTrunk load(VitWeights weights, TrunkSettings settings, int threads) {
    VitConfig config = weights.config();
    OnnxGraph graph = new OnnxGraph();
    TrunkGraph trunk =
        new TrunkGraph(graph, config, layers(graph, settings), new HeadMixing.Fused(graph, config));
    String x = trunk.tokens(graph.input(PIXELS, imageShape(config)));
    for (int block = 0; block < config.depth() - 1; block++) {
      x = trunk.block(block, x);
    }
    x = graph.reshape(x, -1, config.tokens(), config.width());
    graph.output(BLOCK_INPUT, x, config.tokens(), config.width());
    NativeWeights inMemory = NativeWeights.of(graph.weights(), new TrunkWeights(weights));
    try (var options = OrtSettings.options(settings, threads)) {
      options.addExternalInitializers(inMemory.byName());
      byte[] model = graph.model(weight -> weight.in("memory", 0));
      return new OnnxTrunk(
          config, OrtSettings.environment().createSession(model, options), inMemory);
    } catch (OrtException e) {
      inMemory.close();
      throw new IllegalStateException("ONNX Runtime takes no such model: " + e.getMessage(), e);
    }
  }

  private static LinearLayers layers(OnnxGraph graph, TrunkSettings settings) {
    return settings.precision() == Precision.INT8
        ? new EightBitLayers(graph)
        : new FloatLayers(graph);
  }

  private static int[] imageShape(VitConfig config) {
    return new int[] {config.channels(), config.image().rows(), config.image().columns()};
  }

  @Override
  public List<BlockInput> blockInputs(List<float[]> pixels) {
    int perImage = config.channels() * config.image().count();
    for (float[] image : pixels) {
      if (image.length != perImage) {
        throw new IllegalArgumentException(
            "an image has " + image.length + " values, the model takes " + perImage);
      }
    }
    RunBuffers buffers = free.poll();
    if (buffers == null) {
      buffers = RunBuffers.of(imagesARun(), perImage, config.tokens() * config.width());
    }
    List<BlockInput> inputs = new ArrayList<>(pixels.size());
    for (int from = 0; from < pixels.size(); from += imagesARun()) {
      int to = Math.min(pixels.size(), from + imagesARun());
      inputs.addAll(run(pixels.subList(from, to), buffers));
    }
    free.add(buffers);
    return inputs;
  }

  private int imagesARun() {
    return Math.max(1, TOKENS_A_RUN / config.tokens());
  }

  private List<BlockInput> run(List<float[]> pixels, RunBuffers buffers) {
    OrtEnvironment environment = OrtSettings.environment();
    int[] image = imageShape(config);
    long[] shape = {pixels.size(), image[0], image[1], image[2]};
    long[] resultShape = {pixels.size(), config.tokens(), config.width()};
    try (OnnxTensor in = OnnxTensor.createTensor(environment, buffers.filled(pixels), shape);
        OnnxTensor out =
            OnnxTensor.createTensor(environment, buffers.results(pixels.size()), resultShape);
        var result = session.run(Map.of(PIXELS, in), Map.of(BLOCK_INPUT, out))) {
      List<BlockInput> inputs = new ArrayList<>(result.size());
      for (int i = 0; i < pixels.size(); i++) {
        inputs.add(new BlockInput(config.tokens(), config.width(), buffers.result(i)));
      }
      return inputs;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      weights.close();
    }
  }
}
