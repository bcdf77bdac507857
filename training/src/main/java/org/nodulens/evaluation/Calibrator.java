package org.nodulens.evaluation;

import java.util.Optional;

/**
 * Turns a model's log-odds into log-odds that keep what they promise. Both kinds keep the order of
 * the scores, Platt's only as long as its slope is positive, and with it the area under the ROC
 * curve.
 */
public sealed interface Calibrator {
  /** The calibrated log-odds. */
  double logit(double logit);

  /** The calibrated probability of a probability; 0 and 1 count as 1e-15 away. */
  default double probability(double probability) {
    return LogisticRegression.probability(logit(Calibrator.logitOf(probability)));
  }

  /** Log-odds of a probability; 0 and 1 count as 1e-15 away. */
  static double logitOf(double probability) {
    double p = Math.min(1 - 1e-15, Math.max(1e-15, probability));
    return Math.log(p) - Math.log1p(-p);
  }

  /**
   * Platt's scaling: slope · logit + intercept (Platt 1999, "Probabilistic outputs for support
   * vector machines").
   */
  record Platt(double slope, double intercept) implements Calibrator {
    @Override
    public double logit(double logit) {
      return slope * logit + intercept;
    }

    /**
     * The likeliest, towards Platt's targets (P + 1) / (P + 2) and 1 / (N + 2) instead of 1 and 0,
     * so that separated classes too have finite coefficients. Empty where there is one class only,
     * or all scores are the same.
     */
    public static Optional<Calibrator> fit(double[] logits, boolean[] positive) {
      int positives = count(positive);
      int negatives = positive.length - positives;
      if (positives == 0 || negatives == 0) {
        return Optional.empty();
      }
      double[][] rows = new double[logits.length][];
      double[] targets = new double[logits.length];
      for (int i = 0; i < logits.length; i++) {
        rows[i] = new double[] {logits[i]};
        targets[i] = positive[i] ? (positives + 1.0) / (positives + 2.0) : 1.0 / (negatives + 2.0);
      }
      return LogisticRegression.fit(rows, targets, Order.once(rows.length), 0)
          .map(fit -> new Platt(fit.coefficient(0), fit.intercept()));
    }
  }

  /** Temperature scaling: logit / temperature (Guo et al. 2017, arXiv:1706.04599). */
  record Temperature(double temperature) implements Calibrator {
    /** The temperatures that are looked at: where the likeliest lies outside, the nearer end. */
    static final double LOWEST = 0.01;

    static final double HIGHEST = 100;
    private static final int HALVINGS = 60;

    public Temperature {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException("temperature must be > 0, got " + temperature);
      }
    }

    @Override
    public double logit(double logit) {
      return logit / temperature;
    }

    /** The likeliest. Empty where there is one class only. */
    public static Optional<Calibrator> fit(double[] logits, boolean[] positive) {
      int positives = count(positive);
      if (positives == 0 || positives == positive.length) {
        return Optional.empty();
      }
      double low = 1 / HIGHEST;
      double high = 1 / LOWEST;
      for (int step = 0; step < HALVINGS; step++) { // the loss is convex in 1 / temperature
        double middle = (low + high) / 2;
        if (lossGradient(logits, positive, middle) > 0) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return Optional.of(new Temperature(2 / (low + high)));
    }

    private static double lossGradient(double[] logits, boolean[] positive, double inverse) {
      double sum = 0;
      for (int i = 0; i < logits.length; i++) {
        double p = LogisticRegression.probability(inverse * logits[i]);
        sum += (p - (positive[i] ? 1 : 0)) * logits[i];
      }
      return sum;
    }
  }

  private static int count(boolean[] positive) {
    int count = 0;
    for (boolean one : positive) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
