package org.nodulens.faithfulness;

import java.util.Arrays;
import java.util.Locale;
import org.nodulens.vit.PixelSize;

/** What stands in an image where pixels were taken away. */
public enum Fill {
  /** The image's own mean, a channel at a time. */
  MEAN {
    @Override
    float[] channel(float[] pixels, PixelSize size) {
      double sum = 0;
      for (float pixel : pixels) {
        sum += pixel;
      }
      float[] fill = new float[pixels.length];
      Arrays.fill(fill, (float) (sum / pixels.length));
      return fill;
    }
  },
  /**
   * The image itself under a Gaussian whose standard deviation is an eighth of its shorter side.
   */
  BLUR {
    @Override
    float[] channel(float[] pixels, PixelSize size) {
      double[] weights = gaussian(Math.min(size.rows(), size.columns()) / 8.0);
      float[] rows = blurred(pixels, size.rows(), size.columns(), weights);
      float[] columns = blurred(rows, size.columns(), size.rows(), weights);
      return columns;
    }
  };

  /** One channel, (rows, columns). */
  abstract float[] channel(float[] pixels, PixelSize size);

  /** The name in files: {@code mean}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The fill for an image.
   *
   * @param pixels (channels, rows, columns)
   */
  public float[] of(float[] pixels, PixelSize size) {
    float[] fill = new float[pixels.length];
    for (int from = 0; from < pixels.length; from += size.count()) {
      float[] channel = channel(Arrays.copyOfRange(pixels, from, from + size.count()), size);
      System.arraycopy(channel, 0, fill, from, size.count());
    }
    return fill;
  }

  /** Weights at distances 0, 1 ... as far as three standard deviations. */
  private static double[] gaussian(double deviation) {
    double[] weights = new double[(int) Math.ceil(3 * deviation) + 1];
    for (int d = 0; d < weights.length; d++) {
      weights[d] = Math.exp(-0.5 * d * d / (deviation * deviation));
    }
    return weights;
  }

  /** Blurs along rows and turns the image, so that twice is both ways: (m, n) to (n, m). */
  private static float[] blurred(float[] pixels, int rows, int columns, double[] weights) {
    float[] turned = new float[pixels.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double sum = 0;
        double weight = 0;
        int first = Math.max(0, column - weights.length + 1);
        int last = Math.min(columns - 1, column + weights.length - 1);
        for (int c = first; c <= last; c++) {
          double w = weights[Math.abs(c - column)];
          sum += w * pixels[row * columns + c];
          weight += w;
        }
        turned[column * rows + row] = (float) (sum / weight);
      }
    }
    return turned;
  }
}
