package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.ScoreGradients;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * A whole network in PyTorch. Images run in batches as large as a bound on native memory allows.
 * Native memory lives from a call to its end, weights to close.
 */
final class PyTorchProbe implements NetworkProbe {
  private final NDManager weightsManager;
  private final VisionTransformer model;
  private final BatchSize batchSize;

  PyTorchProbe(VitWeights weights) {
    weightsManager = NDManager.newBaseManager(null, PyTorchEngine.DJL_NAME);
    model = VisionTransformer.of(weights, weightsManager);
    batchSize = new BatchSize(weights.config());
  }

  @Override
  public List<List<float[]>> pixelGradients(List<float[]> images, ScoreGradients scores) {
    return inBatches(
        images,
        batchSize.differentiated(),
        batch ->
            GradientTape.record(
                tape -> {
                  NDArray pixels = pixels(batch);
                  pixels.setRequiresGradient(true);
                  NDArray embedding =
                      model.embedding(model.blockInput(pixels, Branch.WHOLE), Branch.WHOLE);
                  return new WayBack(tape, embedding, new NDList(pixels))
                      .each(scores, () -> rows(pixels.getGradient()));
                }));
  }

  @Override
  public List<List<float[]>> attentionRelevance(List<float[]> images, ScoreGradients scores) {
    return inBatches(
        images,
        batchSize.differentiated(),
        batch ->
            GradientTape.record(
                tape -> {
                  AttentionLeaves leaves = new AttentionLeaves();
                  NDArray embedding =
                      model.embedding(model.blockInput(pixels(batch), leaves), leaves);
                  return new WayBack(tape, embedding, leaves.all())
                      .each(scores, () -> rows(leaves.relevance()));
                }));
  }

  @Override
  public List<float[]> attentionRollout(List<float[]> images) {
    return inBatches(
        images,
        batchSize.looked(),
        batch -> {
          AttentionMeans means = new AttentionMeans();
          model.embedding(model.blockInput(pixels(batch), means), means);
          return rows(means.rollout());
        });
  }

  @Override
  public List<List<BlockInput>> allBlockInputs(List<float[]> images) {
    return inBatches(
        images,
        batchSize.looked(),
        batch -> {
          List<List<BlockInput>> ofImages = new ArrayList<>();
          batch.forEach(image -> ofImages.add(new ArrayList<>()));
          for (NDArray x : model.blockInputs(pixels(batch))) {
            List<float[]> rows = rows(x);
            for (int i = 0; i < rows.size(); i++) {
              ofImages.get(i).add(blockInput(rows.get(i)));
            }
          }
          return ofImages;
        });
  }

  @Override
  public List<BlockInput> blockInputsWithout(float[] image, int firstPatch, int endPatch) {
    float[] tokens = inBatches(List.of(image), 1, one -> rows(model.tokens(pixels(one)))).get(0);
    int width = model.config().width();
    List<float[]> shortened = new ArrayList<>();
    for (int patch = firstPatch; patch < endPatch; patch++) {
      int at = (model.config().prefixTokens() + patch) * width;
      float[] others = Arrays.copyOf(tokens, tokens.length - width);
      System.arraycopy(tokens, at + width, others, at, others.length - at);
      shortened.add(others);
    }
    Shape shape = new Shape(tokens.length / width - 1, width);
    return inBatches(
        shortened,
        batchSize.looked(),
        batch ->
            rows(model.fromTokens(array(batch, shape), Branch.WHOLE)).stream()
                .map(this::blockInput)
                .toList());
  }

  private BlockInput blockInput(float[] values) {
    int width = model.config().width();
    return new BlockInput(values.length / width, width, values);
  }

  private <T> List<T> inBatches(
      List<float[]> images, int most, Function<List<float[]>, List<T>> run) {
    List<T> results = new ArrayList<>();
    for (int from = 0; from < images.size(); from += most) {
      List<float[]> batch = images.subList(from, Math.min(images.size(), from + most));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        results.addAll(run.apply(batch));
      }
    }
    return results;
  }

  private NDArray pixels(List<float[]> images) {
    VitConfig config = model.config();
    Shape shape = new Shape(config.channels(), config.image().rows(), config.image().columns());
    return array(images, shape);
  }

  /** Rows of one shape as a batch. */
  private NDArray array(List<float[]> rows, Shape shape) {
    FloatBuffer batch = FloatBuffer.allocate((int) (rows.size() * shape.size()));
    for (float[] row : rows) {
      if (row.length != shape.size()) {
        throw new IllegalArgumentException(
            row.length + " values do not fill " + shape + ", which the model takes");
      }
      batch.put(row);
    }
    return weightsManager.create(batch.flip(), new Shape(rows.size()).addAll(shape));
  }

  /** A batch's values, an array an image. */
  static List<float[]> rows(NDArray batch) {
    float[] all = batch.toFloatArray();
    int perImage = (int) (all.length / batch.getShape().get(0));
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += perImage) {
      rows.add(Arrays.copyOfRange(all, from, from + perImage));
    }
    return rows;
  }

  @Override
  public void close() {
    weightsManager.close();
  }
}
