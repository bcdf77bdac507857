package org.nodulens.ct;

/** Trilinear interpolation. */
final class LinearSampler implements HuSampler {
  private final CtVolume source;
  private final int columns;
  private final int rows;

  LinearSampler(CtVolume source) {
    this.source = source;
    this.columns = source.geometry().size().columns();
    this.rows = source.geometry().size().rows();
  }

  @Override
  public double at(VoxelPoint place) {
    int slice = (int) place.slice();
    double lower = bilinear(source.slice(slice), place.column(), place.row());
    double fraction = place.slice() - slice;
    if (fraction == 0) {
      return lower;
    }
    double upper = bilinear(source.slice(slice + 1), place.column(), place.row());
    return lower + fraction * (upper - lower);
  }

  private double bilinear(short[] pixels, double x, double y) {
    int x0 = (int) x;
    int y0 = (int) y;
    int right = x0 + 1 < columns ? 1 : 0;
    int down = y0 + 1 < rows ? columns : 0;
    int at = y0 * columns + x0;
    double fx = x - x0;
    double fy = y - y0;
    double upper = hu(pixels[at]) * (1 - fx) + hu(pixels[at + right]) * fx;
    double lower = hu(pixels[at + down]) * (1 - fx) + hu(pixels[at + down + right]) * fx;
    return upper * (1 - fy) + lower * fy;
  }

  private static float hu(short stored) {
    return Resampler.clamp(stored);
  }
}
