package org.nodulens.explain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * SmoothGrad (Smilkov et al., arXiv:1706.03825): the mean derivative of the score by each pixel
 * over noisy copies of the image, mean over channels. Signed.
 *
 * @param noise its level is a share of the normalised image's range
 */
public record SmoothGrad(GaussianNoise noise) implements ImportanceEstimator {
  /** Fifty samples, noise of 0.15 of the image's range. */
  public SmoothGrad() {
    this(new GaussianNoise(50, 0.15, 2));
  }

  @Override
  public String id() {
    return "smoothgrad";
  }

  @Override
  public MapGrid grid() {
    return MapGrid.PIXEL;
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
  public List<float[]> importance(ExplainedPass pass) throws IOException {
    return importance(List.of(pass)).get(0);
  }

  @Override
  public List<List<float[]>> importance(List<ExplainedPass> passes) throws IOException {
    return importance(passes, new Noisy(noise));
  }

  /** The same over any noisy copies. */
  List<List<float[]>> importance(List<ExplainedPass> passes, ImageVariants noisy)
      throws IOException {
    return PixelGradients.means(id(), passes, noisy, (pixels, gradient) -> gradient);
  }

  private record Noisy(GaussianNoise noise) implements ImageVariants {
    @Override
    public int count() {
      return noise.samples();
    }

    @Override
    public Variants of(float[] pixels) {
      Perturbation.Variants variants = noise.of(new float[][] {pixels});
      return index -> {
        float[] noisy = new float[pixels.length];
        variants.write(index, new float[][] {noisy});
        return noisy;
      };
    }
  }
}
