package org.nodulens.explain;

import java.util.List;
import java.util.Map;
import org.nodulens.vit.TokenColumns;

/**
 * Integrated CDAM (arXiv:2312.02364): the mean of CDAM over the inputs k/m · x of the last block, k
 * = 1 ... m - 1. The importance of token i in a step is norm1(k/m · x)_i · ∂f/∂z_i there. Closed
 * form, see {@link Cdam}.
 *
 * @param steps m
 */
public record IntegratedCdam(int steps) implements ImportanceEstimator {
  public IntegratedCdam {
    if (steps < 2) {
      throw new IllegalArgumentException("integrated CDAM needs at least 2 steps, got " + steps);
    }
  }

  /** In fifty steps. */
  public IntegratedCdam() {
    this(50);
  }

  @Override
  public String id() {
    return "integrated_cdam";
  }

  @Override
  public Map<String, Number> parameters() {
    return Map.of("steps", steps);
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) {
    return PerturbedCdam.moments(pass, new Shrunk(steps)).means();
  }

  /** The inputs k/m · x. */
  private record Shrunk(int steps) implements Perturbation {
    @Override
    public int samples() {
      return steps - 1;
    }

    @Override
    public Variants of(TokenColumns x) {
      return (sample, into) -> {
        float factor = (sample + 1f) / steps;
        for (int d = 0; d < into.length; d++) {
          scale(x.components()[d], factor, into[d]);
        }
      };
    }

    private static void scale(float[] from, float factor, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = factor * from[i];
      }
    }
  }
}
