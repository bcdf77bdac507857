package org.nodulens.vit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a model's head makes of the class embeddings of a nodule's passes. */
public final class HeadPredictor {
  private final ModelDescription description;
  private final Head head;

  HeadPredictor(ModelDescription description, Head head) {
    this.description = description;
    this.head = head;
  }

  /** Of a model on disk; its trunk is not loaded into an engine. */
  public static HeadPredictor of(ModelFolder folder) throws IOException {
    return new HeadPredictor(folder.description(), folder.head(folder.weights()));
  }

  /**
   * One prediction a task: the head's outputs, averaged over the passes. Of a linear head it is the
   * same whether the passes are given or their {@link #mean} alone.
   *
   * @param embeddings (D) each
   */
  public List<Prediction> predict(List<float[]> embeddings) {
    float[] scores = scores(embeddings);
    List<Prediction> predictions = new ArrayList<>();
    for (Task task : description.tasks()) {
      int first = description.firstOutput(task);
      predictions.add(
          Prediction.of(task, Arrays.copyOfRange(scores, first, first + task.outputs())));
    }
    return predictions;
  }

  private float[] scores(List<float[]> embeddings) {
    if (head instanceof LinearHead) {
      return head.apply(mean(embeddings)); // it commutes with the mean
    }
    float[] mean = new float[head.outputs()];
    for (float[] embedding : embeddings) {
      Rows.addScaled(mean, 1f / embeddings.size(), head.apply(embedding));
    }
    return mean;
  }

  /** The mean class embedding, (D). */
  public static float[] mean(List<float[]> embeddings) {
    float[] mean = new float[embeddings.get(0).length];
    for (float[] embedding : embeddings) {
      Rows.addScaled(mean, 1f / embeddings.size(), embedding);
    }
    return mean;
  }
}
