package org.nodulens.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.Task;

/**
 * Whether a map may be believed, by two measures on the very nodule: how far small noise moves
 * CDAM, and whether the map orders the patches as their removal does.
 *
 * @param smoothDeviation Σ standard deviation / Σ |mean| of Smooth CDAM for the map's task, over
 *     views; the same for every method
 * @param ablationAgreement Spearman's rank correlation of the map's elements with token ablation's,
 *     over views; a pixel map's elements are summed where an element of ablation lies
 */
public record Trust(double smoothDeviation, double ablationAgreement) {
  /** More deviation than this is not trusted. */
  public static final double MOST_DEVIATION = 1;

  /** Less agreement than this is not trusted. */
  public static final double LEAST_AGREEMENT = 0.3;

  /** The rule, as files state it. */
  public static final String RULE =
      "trusted if smooth_deviation <= "
          + MOST_DEVIATION
          + " and ablation_agreement >= "
          + LEAST_AGREEMENT;

  /** What a nodule must be mapped by for its maps to be judged. */
  public static final List<ImportanceEstimator> NEEDED =
      List.of(
          new SmoothCdam(SmoothCdam.Statistic.MEAN),
          new SmoothCdam(SmoothCdam.Statistic.DEVIATION),
          new TokenAblation());

  public boolean trusted() {
    return smoothDeviation <= MOST_DEVIATION && ablationAgreement >= LEAST_AGREEMENT;
  }

  /**
   * Judges a map.
   *
   * @param all of the nodule's maps, with those that are {@link #NEEDED}
   * @return nothing for a map that explains no task: no score, no removal to compare with
   */
  public static Optional<Trust> of(MethodMaps maps, List<MethodMaps> all) {
    if (maps.task().isEmpty()) {
      return Optional.empty();
    }
    Task task = maps.task().get();
    MethodMaps mean = find(all, NEEDED.get(0), task);
    MethodMaps deviation = find(all, NEEDED.get(1), task);
    MethodMaps ablation = find(all, NEEDED.get(2), task);
    return Optional.of(
        new Trust(sumOfMagnitudes(deviation) / sumOfMagnitudes(mean), agreement(maps, ablation)));
  }

  private static MethodMaps find(List<MethodMaps> all, ImportanceEstimator method, Task task) {
    return all.stream()
        .filter(maps -> maps.method().equals(method) && maps.task().equals(Optional.of(task)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no map by " + method.id() + " of " + task.name()));
  }

  private static double sumOfMagnitudes(MethodMaps maps) {
    double sum = 0;
    for (ViewMap view : maps.views()) {
      for (float value : view.map().values()) {
        sum += Math.abs(value);
      }
    }
    return sum;
  }

  private static double agreement(MethodMaps maps, MethodMaps ablation) {
    int perView = ablation.views().get(0).map().size().count();
    double[] a = new double[maps.views().size() * perView];
    double[] b = new double[a.length];
    for (int view = 0; view < maps.views().size(); view++) {
      ImportanceMap reference = ablation.views().get(view).map();
      double[] ofMap = summedTo(reference.size(), maps.views().get(view).map());
      System.arraycopy(ofMap, 0, a, view * perView, perView);
      float[] values = reference.values();
      for (int i = 0; i < perView; i++) {
        b[view * perView + i] = values[i];
      }
    }
    return rankCorrelation(a, b);
  }

  /** A map's elements added up in a coarser grid's. */
  private static double[] summedTo(PixelSize size, ImportanceMap map) {
    double[] sums = new double[size.count()];
    for (int row = 0; row < map.size().rows(); row++) {
      for (int column = 0; column < map.size().columns(); column++) {
        int r = row * size.rows() / map.size().rows();
        int c = column * size.columns() / map.size().columns();
        sums[r * size.columns() + c] += map.value(row, column);
      }
    }
    return sums;
  }

  /** Spearman's, ties by mid-ranks; 0 where either side has one value only. */
  static double rankCorrelation(double[] a, double[] b) {
    double[] x = new NaturalRanking().apply(a);
    double[] y = new NaturalRanking().apply(b);
    double mean = (x.length + 1) / 2.0;
    double xy = 0;
    double xx = Arrays.stream(x).map(r -> (r - mean) * (r - mean)).sum();
    double yy = Arrays.stream(y).map(r -> (r - mean) * (r - mean)).sum();
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mean) * (y[i] - mean);
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  }
}
