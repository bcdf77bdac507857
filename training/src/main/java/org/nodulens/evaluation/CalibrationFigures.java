package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Whether predicted probabilities come true; each case as often as {@code counts} says.
 *
 * <p>Brier (1950): mean (p - y)². Its parts (Murphy 1973) over {@value #BINS} bins of equal width:
 * reliability Σ n_b/n (p̄_b - ȳ_b)², resolution Σ n_b/n (ȳ_b - ȳ)², uncertainty ȳ (1 - ȳ); Brier =
 * reliability - resolution + uncertainty but for what p varies within a bin. Expected calibration
 * error (Naeini et al. 2015): Σ n_b/n |p̄_b - ȳ_b|; it is above 0 by chance alone, the more so the
 * fewer cases: see {@link #errorByChance}. Slope and intercept (Cox 1958; Van Calster et al. 2019,
 * doi:10.1186/s12916-019-1466-7): of a logistic regression of y on logit p, 1 is perfect, below 1
 * over-confident; the intercept with the slope held at 1, 0 is perfect, above 0 too low on average.
 */
final class CalibrationFigures {
  static final int BINS = 10;

  private static final int MOST_STEPS = 100;
  private static final int DRAWS = 1000;

  private final double[] probabilities;
  private final double[][] logits;
  private final double[] labels;

  /** Of all cases: where the fits of resamples start. */
  private final Optional<LogisticRegression> whole;

  CalibrationFigures(double[] probabilities, boolean[] positive) {
    this.probabilities = probabilities.clone();
    labels = new double[positive.length];
    logits = new double[positive.length][];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = positive[i] ? 1 : 0;
      logits[i] = new double[] {Calibrator.logitOf(probabilities[i])};
    }
    whole = LogisticRegression.fit(logits, labels, Order.once(labels.length), 0);
  }

  /**
   * Cases whose probability is from low to below high (to and with 1 in the last bin).
   *
   * @param meanProbability 0 where n is 0
   * @param positiveShare 0 where n is 0
   */
  record Bin(double low, double high, long n, double meanProbability, double positiveShare) {}

  List<Bin> bins(int[] counts) {
    long[] n = new long[BINS];
    double[] probability = new double[BINS];
    double[] positives = new double[BINS];
    for (int i = 0; i < labels.length; i++) {
      int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
      n[bin] += counts[i];
      probability[bin] += counts[i] * probabilities[i];
      positives[bin] += counts[i] * labels[i];
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      double cases = Math.max(1, n[b]);
      bins.add(
          new Bin(
              (double) b / BINS,
              (double) (b + 1) / BINS,
              n[b],
              probability[b] / cases,
              positives[b] / cases));
    }
    return bins;
  }

  OptionalDouble brier(int[] counts) {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < labels.length; i++) {
      double error = probabilities[i] - labels[i];
      sum += counts[i] * error * error;
      n += counts[i];
    }
    return n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty();
  }

  OptionalDouble reliability(int[] counts) {
    return overBins(
        counts,
        (bin, share) ->
            (bin.meanProbability() - bin.positiveShare())
                * (bin.meanProbability() - bin.positiveShare()));
  }

  OptionalDouble resolution(int[] counts) {
    return overBins(
        counts, (bin, share) -> (bin.positiveShare() - share) * (bin.positiveShare() - share));
  }

  OptionalDouble uncertainty(int[] counts) {
    return overBins(counts, (bin, share) -> share * (1 - share));
  }

  OptionalDouble expectedCalibrationError(int[] counts) {
    return overBins(counts, (bin, share) -> Math.abs(bin.meanProbability() - bin.positiveShare()));
  }

  /**
   * The expected calibration error that perfect probabilities would show on so many cases: the mean
   * over labels drawn from these very probabilities (as Bröcker and Smith 2007,
   * doi:10.1175/WAF993.1, do for single bins).
   */
  double errorByChance(long seed) {
    Random random = new Random(seed);
    double[] sum = new double[BINS];
    int[] binOf = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      binOf[i] = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
    }
    double errors = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(sum, 0);
      for (int i = 0; i < labels.length; i++) {
        sum[binOf[i]] += probabilities[i] - (random.nextDouble() < probabilities[i] ? 1 : 0);
      }
      errors += Arrays.stream(sum).map(Math::abs).sum() / labels.length;
    }
    return errors / DRAWS;
  }

  @FunctionalInterface
  private interface BinTerm {
    double of(Bin bin, double positiveShareOfAll);
  }

  private OptionalDouble overBins(int[] counts, BinTerm term) {
    List<Bin> bins = bins(counts);
    long n = bins.stream().mapToLong(Bin::n).sum();
    double share = bins.stream().mapToDouble(bin -> bin.n() * bin.positiveShare()).sum() / n;
    double sum = bins.stream().mapToDouble(bin -> bin.n() * term.of(bin, share)).sum();
    return n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty();
  }

  /** Empty where no slope is the likeliest: one class, one score, or separated classes. */
  OptionalDouble slope(int[] counts) {
    return whole
        .flatMap(fit -> fit.again(logits, labels, counts))
        .map(fit -> OptionalDouble.of(fit.coefficient(0)))
        .orElse(OptionalDouble.empty());
  }

  /** a of Σ (y - σ(logit p + a)) = 0. Empty where there is one class only. */
  OptionalDouble intercept(int[] counts) {
    double a = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
      double rest = 0;
      double weight = 0;
      for (int i = 0; i < labels.length; i++) {
        double p = LogisticRegression.probability(logits[i][0] + a);
        rest += counts[i] * (labels[i] - p);
        weight += counts[i] * p * (1 - p);
      }
      if (!(weight > 0)) {
        return OptionalDouble.empty();
      }
      double newton = Math.max(-2, Math.min(2, rest / weight)); // far out a step may overshoot
      a += newton;
      if (Math.abs(newton) < 1e-10) {
        return OptionalDouble.of(a);
      }
    }
    return OptionalDouble.empty();
  }
}
