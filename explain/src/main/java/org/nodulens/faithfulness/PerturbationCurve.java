package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nodulens.explain.ImportanceMap;

/**
 * A score as an image loses its pixels in {@value #STEPS} steps of equal area, those of the highest
 * signed importance first and those of the lowest first (pixel flipping, Bach et al. 2015,
 * doi:10.1371/journal.pone.0130140, from both ends). Both curves begin at the whole image and end
 * where all is fill.
 *
 * @param mostFirst the score after 0, 1 ... {@value #STEPS} steps
 * @param leastFirst the same from the other end
 */
public record PerturbationCurve(List<Double> mostFirst, List<Double> leastFirst) {
  /** Steps from the whole image to none of it. */
  public static final int STEPS = 40;

  public PerturbationCurve {
    mostFirst = List.copyOf(mostFirst);
    leastFirst = List.copyOf(leastFirst);
    if (mostFirst.size() != STEPS + 1 || leastFirst.size() != STEPS + 1) {
      throw new IllegalArgumentException(
          "a curve has "
              + (STEPS + 1)
              + " points, got "
              + mostFirst.size()
              + " and "
              + leastFirst.size());
    }
  }

  /**
   * The curves of every output.
   *
   * @param seed of the order of equal elements
   */
  static List<PerturbationCurve> of(
      ImageScorer scorer, ErasableImage image, ImportanceMap map, long seed) {
    PixelRanking ranking = new PixelRanking(map, image.size(), seed);
    int[] most = ranking.mostFirst();
    int[] least = ranking.leastFirst();
    List<float[]> images = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      images.add(image.without(most, pixels(image, step)));
    }
    boolean same = Arrays.equals(most, least);
    for (int step = 1; step < STEPS && !same; step++) {
      images.add(image.without(least, pixels(image, step)));
    }
    List<float[]> outputs = scorer.outputs(images);
    List<PerturbationCurve> curves = new ArrayList<>();
    for (int output = 0; output < outputs.get(0).length; output++) {
      List<Double> mostFirst = new ArrayList<>();
      List<Double> leastFirst = new ArrayList<>();
      for (int step = 0; step <= STEPS; step++) {
        boolean shared = same || step == 0 || step == STEPS;
        mostFirst.add((double) outputs.get(step)[output]);
        leastFirst.add((double) outputs.get(shared ? step : STEPS + step)[output]);
      }
      curves.add(new PerturbationCurve(mostFirst, leastFirst));
    }
    return curves;
  }

  private static int pixels(ErasableImage image, int step) {
    return (int) Math.round((double) image.size().count() * step / STEPS);
  }

  /**
   * The area between the curves over the share of pixels taken away, from 0 to 1, by trapezia: how
   * much higher the score stands, on average over the way, when what the map calls important goes
   * last. Positive where the map is right, in units of the score; 0 for a constant map.
   */
  public double area() {
    double area = 0;
    for (int step = 1; step < STEPS; step++) {
      area += (leastFirst.get(step) - mostFirst.get(step)) / STEPS;
    }
    return area;
  }
}
