package org.nodulens.explain;

import java.io.IOException;
import java.util.List;

/**
 * Input x gradient (Shrikumar et al., arXiv:1605.01713): each normalised pixel times the score's
 * derivative by it, mean over channels.
 */
public record InputXGradient() implements ImportanceEstimator {
  @Override
  public String id() {
    return "input_x_gradient";
  }

  @Override
  public MapGrid grid() {
    return MapGrid.PIXEL;
  }

  @Override
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    return PixelGradients.means(
        id(), passes, ImageVariants.NONE, (pixels, gradient) -> (double) pixels * gradient);
  }
}
