package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * Percentile intervals of 95 % from {@value #RESAMPLES} resamples of patients with replacement: a
 * patient comes with all nodules or not at all, since nodules of one patient are alike.
 */
public final class PatientBootstrap {
  /** How often patients are drawn anew. */
  public static final int RESAMPLES = 2000;

  /** What the interval covers. */
  public static final double LEVEL = 0.95;

  /** Where more resamples than this have no figure (one class only), there is no interval. */
  private static final double MOST_UNDEFINED = 0.05;

  private final int[] patientOfCase;
  private final int patients;
  private final long seed;

  /** One entry a case; the same seed draws the same patients for every statistic. */
  public PatientBootstrap(List<String> patientIds, long seed) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    patientOfCase = new int[patientIds.size()];
    for (int i = 0; i < patientOfCase.length; i++) {
      Integer known = numbers.putIfAbsent(patientIds.get(i), numbers.size());
      patientOfCase[i] = known == null ? numbers.size() - 1 : known;
    }
    patients = numbers.size();
    this.seed = seed;
  }

  public int patients() {
    return patients;
  }

  /** A figure of a resample. */
  @FunctionalInterface
  public interface Statistic {
    /**
     * The figure, if it is defined.
     *
     * @param counts how often each case was drawn
     */
    OptionalDouble of(int[] counts);
  }

  /** The interval; empty where too many resamples leave the statistic undefined. */
  public Optional<Interval> interval(Statistic statistic) {
    if (patients == 0) {
      return Optional.empty();
    }
    Random random = new Random(seed);
    double[] figures = new double[RESAMPLES];
    int defined = 0;
    int[] counts = new int[patientOfCase.length];
    for (int r = 0; r < RESAMPLES; r++) {
      resample(random, counts);
      OptionalDouble figure = statistic.of(counts);
      if (figure.isPresent()) {
        figures[defined++] = figure.getAsDouble();
      }
    }
    if (defined < RESAMPLES * (1 - MOST_UNDEFINED)) {
      return Optional.empty();
    }
    Arrays.sort(figures, 0, defined);
    double tail = (1 - LEVEL) / 2;
    return Optional.of(
        new Interval(quantile(figures, defined, tail), quantile(figures, defined, 1 - tail)));
  }

  private void resample(Random random, int[] counts) {
    int[] drawn = new int[patients];
    for (int i = 0; i < patients; i++) {
      drawn[random.nextInt(patients)]++;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = drawn[patientOfCase[i]];
    }
  }

  /** Linear between order statistics (Hyndman and Fan's type 7). */
  private static double quantile(double[] sorted, int count, double probability) {
    double at = probability * (count - 1);
    int below = (int) at;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
