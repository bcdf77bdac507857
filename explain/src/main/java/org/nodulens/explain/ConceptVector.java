package org.nodulens.explain;

import java.util.Optional;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/**
 * A concept for one network: a direction in its space of class embeddings. Its score is the inner
 * product with the embedding.
 *
 * @param task the concept as predictions and maps name it
 * @param vector (D): read only
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConceptVector(Task task, float[] vector) {
  /** The unit of a concept's score. */
  public static final String UNIT = "inner product";

  /**
   * A concept.
   *
   * @param name of a-z, 0-9 and _
   */
  public static ConceptVector of(String name, float[] vector) {
    Task task =
        new Task(
            name,
            /* outputs= */ 1,
            Task.Kind.REGRESSION,
            UNIT,
            Task.Scaling.NONE,
            "concept",
            Optional.empty());
    return new ConceptVector(task, vector);
  }

  Score score() {
    return new ConceptScore(vector);
  }

  /**
   * How much of the concept an embedding holds.
   *
   * @param embedding the mean over a nodule's passes, (D)
   */
  Prediction prediction(float[] embedding) {
    double score = score().value(embedding);
    return new Prediction(task, score, score);
  }
}
