package org.nodulens.explain;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Smooth CDAM (arXiv:2312.02364): the mean of CDAM over noisy copies x + e of what enters the last
 * block. The importance of token i in a sample is norm1(x + e)_i · ∂f/∂z_i there: the perturbed
 * token's, and no noise is added to it afterwards. Closed form, see {@link Cdam}.
 *
 * <p>The samples' standard deviation is a map too: how far noise of that size moves each element.
 */
public record SmoothCdam(Statistic statistic, GaussianNoise noise) implements ImportanceEstimator {
  /** What is taken of the samples, element by element. */
  public enum Statistic {
    MEAN,
    DEVIATION
  }

  /** Fifty samples, noise of 0.05 of the input's range. */
  public static final GaussianNoise USUAL_NOISE = new GaussianNoise(50, 0.05, 1);

  public SmoothCdam(Statistic statistic) {
    this(statistic, USUAL_NOISE);
  }

  @Override
  public String id() {
    return statistic == Statistic.MEAN ? "smooth_cdam" : "smooth_cdam_sd";
  }

  @Override
  public Map<String, Number> parameters() {
    return Map.of("samples", noise.samples(), "level", noise.level());
  }

  @Override
  public OptionalLong seed() {
    return OptionalLong.of(noise.seed());
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    SampleMoments moments = pass.smooth(noise);
    return statistic == Statistic.MEAN ? moments.means() : moments.deviations();
  }
}
