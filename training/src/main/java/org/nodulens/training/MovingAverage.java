package org.nodulens.training;

import java.util.ArrayList;
import java.util.List;

/**
 * The exponential moving average of the weights: after step t the average keeps {@code min(decay,
 * (1 + t) / (10 + t))} of itself, so that it forgets where training started.
 */
final class MovingAverage {
  private final double decay;
  private final Parameters parameters;
  private final List<float[]> values = new ArrayList<>();

  /** Starts from the parameters as they are. */
  MovingAverage(Parameters parameters, double decay) {
    this.decay = decay;
    this.parameters = parameters;
    for (int p = 0; p < parameters.values().size(); p++) {
      values.add(
          parameters.moves(p) && decay > 0
              ? parameters.values().get(p).clone()
              : parameters.values().get(p)); // what does not move is its own average
    }
  }

  /**
   * Follows the parameters.
   *
   * @param step from 1
   */
  void follow(int step) {
    if (decay == 0) {
      return;
    }
    float rest = (float) (1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
    for (int p = 0; p < values.size(); p++) {
      if (parameters.moves(p)) {
        float[] average = values.get(p);
        float[] now = parameters.values().get(p);
        for (int i = 0; i < average.length; i++) {
          average[i] += rest * (now[i] - average[i]);
        }
      }
    }
  }

  /** The arrays themselves; without an average, the parameters'. */
  List<float[]> values() {
    return values;
  }
}
