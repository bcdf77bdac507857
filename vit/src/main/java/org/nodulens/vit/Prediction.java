package org.nodulens.vit;

import java.util.List;

/**
 * What a model says of one nodule for one task.
 *
 * @param score the raw output that a map explains: logit or z-score, mean over views and
 *     symmetries; of several classes the likeliest one's logit
 * @param value the score as a probability or in the task's unit; of several classes the likeliest
 *     one's number, from 0
 * @param probabilities of each class, where there are several; empty otherwise
 */
public record Prediction(Task task, double score, double value, List<Double> probabilities) {
  public Prediction {
    probabilities = List.copyOf(probabilities);
  }

  /** Of a task with one output. */
  public Prediction(Task task, double score, double value) {
    this(task, score, value, List.of());
  }

  /**
   * From a task's raw outputs.
   *
   * @param scores one an output
   */
  static Prediction of(Task task, float[] scores) {
    if (task.kind() != Task.Kind.MULTICLASS) {
      return new Prediction(task, scores[0], task.value(scores[0]));
    }
    int likeliest = 0;
    for (int c = 1; c < scores.length; c++) {
      likeliest = scores[c] > scores[likeliest] ? c : likeliest;
    }
    Double[] probabilities = new Double[scores.length];
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      probabilities[c] = Math.exp(scores[c] - scores[likeliest]);
      sum += probabilities[c];
    }
    for (int c = 0; c < scores.length; c++) {
      probabilities[c] /= sum;
    }
    return new Prediction(task, scores[likeliest], likeliest, List.of(probabilities));
  }

  /** Which of the task's outputs the score is. */
  public int output() {
    return task.kind() == Task.Kind.MULTICLASS ? (int) value : 0;
  }
}
