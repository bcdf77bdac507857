package org.nodulens.faithfulness;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether a map's positive importance lies where readers drew the nodule, on the crop's own pixels
 * (Arras, Osman and Samek 2022, doi:10.1016/j.inffus.2021.11.008). Without positive importance
 * anywhere a map counts as even, so that it is worth what chance is worth: the mask's share of the
 * pixels.
 *
 * @param pointing pointing game: whether the highest pixel lies in the mask; of several equally
 *     high ones the share that does
 * @param mass share of the importance that lies in the mask
 * @param rank of as many highest pixels as the mask has, the share that lies in it; pixels equal to
 *     the last of them count in part
 */
public record LesionOverlap(double pointing, double mass, double rank) {

  /**
   * The scores; empty where the mask holds no pixel.
   *
   * @param importance of each pixel; what is negative counts as 0
   * @param mask as long
   */
  public static Optional<LesionOverlap> of(double[] importance, boolean[] mask) {
    if (importance.length != mask.length) {
      throw new IllegalArgumentException(
          importance.length + " pixels of importance and " + mask.length + " of the mask");
    }
    int inside = (int) IntStream.range(0, mask.length).filter(i -> mask[i]).count();
    if (inside == 0) {
      return Optional.empty();
    }
    double[] positive = positive(importance);
    return Optional.of(
        new LesionOverlap(
            pointing(positive, mask), mass(positive, mask), rank(positive, mask, inside)));
  }

  private static double[] positive(double[] importance) {
    boolean any = IntStream.range(0, importance.length).anyMatch(i -> importance[i] > 0);
    double[] positive = new double[importance.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = any ? Math.max(0, importance[i]) : 1;
    }
    return positive;
  }

  private static double pointing(double[] positive, boolean[] mask) {
    OptionalDouble highest = IntStream.range(0, mask.length).mapToDouble(i -> positive[i]).max();
    return shareInside(positive, mask, highest.orElseThrow());
  }

  private static double mass(double[] positive, boolean[] mask) {
    double all = 0;
    double in = 0;
    for (int i = 0; i < mask.length; i++) {
      all += positive[i];
      in += mask[i] ? positive[i] : 0;
    }
    return in / all;
  }

  private static double rank(double[] positive, boolean[] mask, int inside) {
    double[] sorted = positive.clone();
    Arrays.sort(sorted);
    double last = sorted[sorted.length - inside];
    int above = 0;
    int hits = 0;
    for (int i = 0; i < mask.length; i++) {
      if (positive[i] > last) {
        above++;
        hits += mask[i] ? 1 : 0;
      }
    }
    return (hits + (inside - above) * shareInside(positive, mask, last)) / inside;
  }

  /** Of the pixels with this importance, the share in the mask. */
  private static double shareInside(double[] positive, boolean[] mask, double value) {
    int equal = 0;
    int in = 0;
    for (int i = 0; i < mask.length; i++) {
      if (positive[i] == value) {
        equal++;
        in += mask[i] ? 1 : 0;
      }
    }
    return (double) in / equal;
  }
}
