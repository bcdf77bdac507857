package org.nodulens.explain;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Integrated gradients (Sundararajan et al., arXiv:1703.01365) from a baseline of zeros: each
 * normalised pixel times the mean derivative at k/m times the image, k = 1 ... m, mean over
 * channels.
 *
 * @param steps m
 */
public record IntegratedGradients(int steps) implements ImportanceEstimator {
  public IntegratedGradients {
    if (steps < 1) {
      throw new IllegalArgumentException("integrated gradients need at least 1 step, got " + steps);
    }
  }

  /** In fifty steps. */
  public IntegratedGradients() {
    this(50);
  }

  @Override
  public String id() {
    return "integrated_gradients";
  }

  @Override
  public MapGrid grid() {
    return MapGrid.PIXEL;
  }

  @Override
  public Map<String, Number> parameters() {
    return Map.of("steps", steps);
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    return PixelGradients.means(
        id(), passes, new Shrunk(steps), (pixels, gradient) -> (double) pixels * gradient);
  }

  /** The images k/m · pixels. */
  private record Shrunk(int count) implements ImageVariants {
    @Override
    public Variants of(float[] pixels) {
      return index -> {
        float[] shrunk = new float[pixels.length];
        for (int i = 0; i < shrunk.length; i++) {
          shrunk[i] = pixels[i] * (index + 1) / count;
        }
        return shrunk;
      };
    }
  }
}
