package org.nodulens.vit.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.nodulens.vit.ScoreGradients;

/** Goes back from a batch of class embeddings, once a score, over the same steps. */
final class WayBack {
  private final GradientTape tape;
  private final NDArray embedding;
  private final NDList leaves;

  WayBack(GradientTape tape, NDArray embedding, NDList leaves) {
    this.tape = tape;
    this.embedding = embedding;
    this.leaves = leaves;
  }

  /**
   * Reads the leaves' gradients for each score. Images do not meet in a network, so the gradient of
   * the sum of their scores at one image is that of its own.
   *
   * @param read what the leaves then hold, an entry an image
   * @return for each image, for each score
   */
  List<List<float[]>> each(ScoreGradients scores, Supplier<List<float[]>> read) {
    List<List<float[]>> starts = new ArrayList<>(); // image, then score
    List<List<float[]>> results = new ArrayList<>();
    for (float[] one : PyTorchProbe.rows(embedding)) {
      starts.add(scores.at(one));
      results.add(new ArrayList<>());
    }
    int count = starts.get(0).size();
    for (int score = 0; score < count; score++) {
      if (score > 0) {
        leaves.forEach(tape::clear);
      }
      // the gradient of Σ embedding · g at the embedding is g
      tape.backward(embedding.mul(together(starts, score)).sum(), score < count - 1);
      List<float[]> ofImages = read.get();
      for (int image = 0; image < results.size(); image++) {
        results.get(image).add(ofImages.get(image));
      }
    }
    return results;
  }

  private NDArray together(List<List<float[]>> starts, int score) {
    int width = (int) embedding.getShape().get(1);
    float[] all = new float[starts.size() * width];
    for (int image = 0; image < starts.size(); image++) {
      System.arraycopy(starts.get(image).get(score), 0, all, image * width, width);
    }
    return embedding.getManager().create(all, embedding.getShape());
  }
}
