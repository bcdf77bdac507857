package org.nodulens.ct;

/**
 * Cubic convolution along each axis (Keys 1981, doi:10.1109/TASSP.1981.1163711, eq. 4 with a =
 * -1/2). It gives the voxels' own values at their centres and reproduces polynomials of degree 2 in
 * each coordinate. Beyond the outermost voxel the line through the last two goes on, so that a
 * linear ramp is reproduced up to the border. It may exceed the four voxels by an eighth of their
 * range along each axis; the result is clamped as they were.
 */
final class CubicSampler implements HuSampler {
  private static final int TAPS = 4;

  private final CtVolume source;
  private final GridSize size;

  CubicSampler(CtVolume source) {
    this.source = source;
    this.size = source.geometry().size();
  }

  @Override
  public double at(VoxelPoint place) {
    Taps columns = Taps.at(place.column(), size.columns());
    Taps rows = Taps.at(place.row(), size.rows());
    Taps slices = Taps.at(place.slice(), size.slices());
    double hu = 0;
    for (int k = 0; k < TAPS; k++) {
      if (slices.weights[k] != 0) {
        hu += slices.weights[k] * inSlice(source.slice(slices.indices[k]), columns, rows);
      }
    }
    return Math.min(Resampler.HIGHEST_HU, Math.max(Resampler.LOWEST_HU, hu));
  }

  private double inSlice(short[] pixels, Taps columns, Taps rows) {
    double hu = 0;
    for (int j = 0; j < TAPS; j++) {
      int row = rows.indices[j] * size.columns();
      double inRow = 0;
      for (int i = 0; i < TAPS; i++) {
        inRow += columns.weights[i] * Resampler.clamp(pixels[row + columns.indices[i]]);
      }
      hu += rows.weights[j] * inRow;
    }
    return hu;
  }

  /** Four neighbours along an axis and what they count. A weight of 0 may stand at any index. */
  private static final class Taps {
    private final int[] indices = new int[TAPS];
    private final double[] weights;

    private Taps(double... weights) {
      this.weights = weights;
    }

    static Taps at(double place, int count) {
      int cell = (int) place;
      double t = place - cell;
      Taps taps =
          new Taps(
              t * (-0.5 + t * (1 - 0.5 * t)),
              1 + t * t * (-2.5 + 1.5 * t),
              t * (0.5 + t * (2 - 1.5 * t)),
              t * t * (-0.5 + 0.5 * t));
      if (cell == 0) {
        taps.goOnWithTheLine(0, 1, 2);
      }
      if (cell >= count - 2) {
        taps.goOnWithTheLine(3, 2, 1);
      }
      for (int i = 0; i < TAPS; i++) {
        taps.indices[i] = Math.max(0, Math.min(count - 1, cell - 1 + i));
      }
      return taps;
    }

    /** f(beyond) = 2 f(outermost) - f(next). */
    private void goOnWithTheLine(int beyond, int outermost, int next) {
      weights[outermost] += 2 * weights[beyond];
      weights[next] -= weights[beyond];
      weights[beyond] = 0;
    }
  }
}
