package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (arXiv:1711.05101), as PyTorch computes it. Plain Java and one
 * thread: the same gradients give the same bits.
 */
final class AdamW {
  private static final float MOMENTUM = 0.9f;
  private static final float SQUARES = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final double weightDecay;
  private final List<float[]> means = new ArrayList<>();
  private final List<float[]> squares = new ArrayList<>();
  private int steps;

  AdamW(Parameters parameters, double weightDecay) {
    this.weightDecay = weightDecay;
    means.addAll(parameters.zeros());
    squares.addAll(parameters.zeros());
  }

  /** How many steps were taken. */
  int steps() {
    return steps;
  }

  /** The means of the gradients, then those of their squares: the arrays themselves. */
  List<float[]> moments() {
    List<float[]> moments = new ArrayList<>(means);
    moments.addAll(squares);
    return moments;
  }

  /** Goes on as if so many steps had led to the moments as they are now. */
  void resumeAfter(int stepsTaken) {
    steps = stepsTaken;
  }

  /** Moves every parameter against its gradient, at its own pace. */
  void step(Parameters parameters, List<float[]> gradients, double highestPaceRate) {
    steps++;
    double meanCorrection = 1 - Math.pow(MOMENTUM, steps);
    double squareCorrection = Math.sqrt(1 - Math.pow(SQUARES, steps));
    float inverse = (float) (1 / squareCorrection);
    for (int p = 0; p < gradients.size(); p++) {
      if (!parameters.moves(p)) {
        continue;
      }
      double rate = highestPaceRate * parameters.pace(p);
      float size = (float) (rate / meanCorrection);
      float kept = parameters.decays(p) ? (float) (1 - rate * weightDecay) : 1;
      float[] values = parameters.values().get(p);
      float[] gradient = gradients.get(p);
      float[] mean = means.get(p);
      float[] square = squares.get(p);
      for (int i = 0; i < values.length; i++) {
        float g = gradient[i];
        mean[i] = MOMENTUM * mean[i] + (1 - MOMENTUM) * g;
        square[i] = SQUARES * square[i] + (1 - SQUARES) * g * g;
        float deviation = (float) Math.sqrt(square[i]) * inverse + EPSILON;
        values[i] = values[i] * kept - size * mean[i] / deviation;
      }
    }
  }

  /**
   * Scales gradients down together, so that their norm over all parameters is at most {@code
   * highest}.
   *
   * @return the norm before
   */
  static double clip(List<float[]> gradients, double highest) {
    double sum = 0;
    for (float[] gradient : gradients) {
      double part = 0;
      for (float g : gradient) {
        part += (double) g * g;
      }
      sum += part;
    }
    double norm = Math.sqrt(sum);
    if (norm > highest) {
      float factor = (float) (highest / norm);
      for (float[] gradient : gradients) {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] *= factor;
        }
      }
    }
    return norm;
  }
}
