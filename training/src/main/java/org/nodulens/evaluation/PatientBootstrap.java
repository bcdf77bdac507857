package org.nodulens.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;

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

  /** Draws of more patients than this are made anew for each statistic, not kept. */
  private static final int MOST_KEPT = 10_000;

  private final int[] patientOfCase;
  private final int patients;
  private final long seed;

  /** How often each resample drew each patient; a row a resample, made when first needed. */
  private short @Nullable [][] kept;

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

  /**
   * What a statistic comes to over the resamples, in order; those without a figure are left out.
   */
  public static final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
      this.sorted = sorted;
    }

    /** From the lowest 2.5 % to the highest. */
    public Interval interval() {
      double tail = (1 - LEVEL) / 2;
      return new Interval(quantile(tail), quantile(1 - tail));
    }

    /**
     * Of a figure that cannot be below 0 and that resampling pushes up: the percentiles, moved by
     * as much as the resamples' mean lies above the figure.
     */
    Interval intervalAround(double value) {
      double push = Math.max(0, Arrays.stream(sorted).average().orElse(value) - value);
      Interval pushed = interval();
      return new Interval(Math.max(0, pushed.low() - push), Math.max(0, pushed.high() - push));
    }

    /**
     * Two-sided, of the statistic being 0: twice the share of resamples on the rarer side of it,
     * itself counted on both, and one more as if the next were there too; at most 1.
     */
    public double pValue() {
      long below = Arrays.stream(sorted).filter(x -> x <= 0).count();
      long above = Arrays.stream(sorted).filter(x -> x >= 0).count();
      return Math.min(1, 2.0 * (Math.min(below, above) + 1) / (sorted.length + 1));
    }

    /** Linear between order statistics (Hyndman and Fan's type 7). */
    private double quantile(double probability) {
      double at = probability * (sorted.length - 1);
      int below = (int) at;
      int above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
  }

  /** The interval; empty where too many resamples leave the statistic undefined. */
  public Optional<Interval> interval(Statistic statistic) {
    return spread(statistic).map(Spread::interval);
  }

  /** The statistic over all resamples; empty where too many leave it undefined. */
  public Optional<Spread> spread(Statistic statistic) {
    if (patients == 0) {
      return Optional.empty();
    }
    Random random = new Random(seed);
    short[][] draws = patients <= MOST_KEPT ? draws() : new short[0][];
    double[] figures = new double[RESAMPLES];
    int defined = 0;
    int[] counts = new int[patientOfCase.length];
    for (int r = 0; r < RESAMPLES; r++) {
      short[] drawn = draws.length > 0 ? draws[r] : draw(random);
      for (int i = 0; i < counts.length; i++) {
        counts[i] = drawn[patientOfCase[i]];
      }
      OptionalDouble figure = statistic.of(counts);
      if (figure.isPresent()) {
        figures[defined++] = figure.getAsDouble();
      }
    }
    if (defined < RESAMPLES * (1 - MOST_UNDEFINED)) {
      return Optional.empty();
    }
    double[] sorted = Arrays.copyOf(figures, defined);
    Arrays.sort(sorted);
    return Optional.of(new Spread(sorted));
  }

  private short[][] draws() {
    short[][] draws = kept;
    if (draws == null) {
      Random random = new Random(seed);
      draws = new short[RESAMPLES][];
      for (int r = 0; r < RESAMPLES; r++) {
        draws[r] = draw(random);
      }
      kept = draws;
    }
    return draws;
  }

  /** How often each patient is drawn: rarely more than ten times, as many draws as patients. */
  private short[] draw(Random random) {
    short[] drawn = new short[patients];
    for (int i = 0; i < patients; i++) {
      drawn[random.nextInt(patients)]++;
    }
    return drawn;
  }
}
