package org.nodulens.explain;

import java.util.SplittableRandom;
import org.nodulens.vit.TokenColumns;

/**
 * Independent normal noise on every element of an input.
 *
 * @param samples how many noisy inputs
 * @param level the noise's standard deviation, as a share of the input's range (maximum - minimum)
 * @param seed every sample has a generator of its own, split off this one's: the same for any
 *     number of threads
 */
public record GaussianNoise(int samples, double level, long seed) implements Perturbation {
  public GaussianNoise {
    if (samples < 1) {
      throw new IllegalArgumentException("noise needs at least 1 sample, got " + samples);
    }
    if (!(level >= 0 && Double.isFinite(level))) {
      throw new IllegalArgumentException("a noise level must be at least 0, got " + level);
    }
  }

  @Override
  public Variants of(TokenColumns x) {
    return of(x.components());
  }

  /** Noisy copies of these values. */
  Variants of(float[][] values) {
    float deviation = (float) (level * range(values));
    NormalDeviates[] deviates = new NormalDeviates[samples];
    SplittableRandom root = new SplittableRandom(seed);
    for (int i = 0; i < samples; i++) {
      deviates[i] = new NormalDeviates(root.split());
    }
    return (sample, into) -> {
      for (int row = 0; row < into.length; row++) {
        deviates[sample].addTo(values[row], deviation, into[row]);
      }
    };
  }

  private static double range(float[][] rows) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float[] row : rows) {
      for (float value : row) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return most - least;
  }
}
