package org.nodulens.ct;

/**
 * Trilinear interpolation of a CT volume onto any other grid in patient space.
 *
 * <p>HU are clamped to [{@value #LOWEST_HU}, {@value #HIGHEST_HU}] before they are interpolated, so
 * that metal does not bleed; padding, and all that lies outside the volume, counts as air. A voxel
 * reaches half a voxel around its centre: between the outermost centres and the volume's border the
 * outermost value holds.
 */
public final class Resampler {
  /** Air, and the least that a crop holds. */
  public static final int LOWEST_HU = -1024;

  /** The most that a crop holds: 12 bits above {@link #LOWEST_HU}. */
  public static final int HIGHEST_HU = 3071;

  /** Absorbs the rounding of a point that lies on the volume's border, in voxels. */
  private static final double BORDER = 0.5 + 1e-6;

  private final CtVolume source;

  private Resampler(CtVolume source) {
    this.source = source;
  }

  public static Resampler of(CtVolume source) {
    return new Resampler(source);
  }

  public static float clamp(short hu) {
    return Math.min(HIGHEST_HU, Math.max(LOWEST_HU, hu));
  }

  /** Samples the volume at each voxel centre of {@code target}. */
  public Resampled resample(VolumeGeometry target) {
    GridSize size = target.size();
    float[] hu = new float[Math.toIntExact(size.voxels())];
    VoxelPoint start = source.geometry().toVoxel(target.origin());
    VoxelPoint perColumn = source.geometry().toVoxelStep(target.axes().column());
    VoxelPoint perRow = source.geometry().toVoxelStep(target.axes().row());
    VoxelPoint perSlice = source.geometry().toVoxelStep(target.axes().slice());
    int at = 0;
    int padded = 0;
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        double x = start.column() + k * perSlice.column() + j * perRow.column();
        double y = start.row() + k * perSlice.row() + j * perRow.row();
        double z = start.slice() + k * perSlice.slice() + j * perRow.slice();
        for (int i = 0; i < size.columns(); i++, at++) {
          VoxelPoint place =
              new VoxelPoint(
                  x + i * perColumn.column(), y + i * perColumn.row(), z + i * perColumn.slice());
          boolean inside = isInside(place);
          hu[at] = inside ? sample(place) : LOWEST_HU;
          if (!inside || isPadding(place)) {
            padded++;
          }
        }
      }
    }
    return new Resampled(target, hu, (double) padded / hu.length);
  }

  private boolean isInside(VoxelPoint place) {
    GridSize size = source.geometry().size();
    return isInside(place.column(), size.columns())
        && isInside(place.row(), size.rows())
        && isInside(place.slice(), size.slices());
  }

  private static boolean isInside(double index, int count) {
    return index >= -BORDER && index <= count - 1 + BORDER;
  }

  /** Whether the voxel around a place inside the source is padding. */
  private boolean isPadding(VoxelPoint place) {
    GridSize size = source.geometry().size();
    int column = (int) Math.rint(within(place.column(), size.columns()));
    int row = (int) Math.rint(within(place.row(), size.rows()));
    int slice = (int) Math.rint(within(place.slice(), size.slices()));
    return source.slice(slice)[row * size.columns() + column] == CtVolume.PADDING_HU;
  }

  /** HU at a place inside the source; the clamp turns padding into air. */
  private float sample(VoxelPoint place) {
    GridSize size = source.geometry().size();
    double x = within(place.column(), size.columns());
    double y = within(place.row(), size.rows());
    double z = within(place.slice(), size.slices());
    int z0 = (int) z;
    double lower = bilinear(source.slice(z0), x, y);
    double fraction = z - z0;
    return (float)
        (fraction == 0 ? lower : lower + fraction * (bilinear(source.slice(z0 + 1), x, y) - lower));
  }

  private static double within(double index, int count) {
    return Math.min(count - 1, Math.max(0, index));
  }

  private double bilinear(short[] pixels, double x, double y) {
    int columns = source.geometry().size().columns();
    int x0 = (int) x;
    int y0 = (int) y;
    int right = x0 + 1 < columns ? 1 : 0;
    int down = y0 + 1 < source.geometry().size().rows() ? columns : 0;
    int at = y0 * columns + x0;
    double fx = x - x0;
    double fy = y - y0;
    double upper = clamp(pixels[at]) * (1 - fx) + clamp(pixels[at + right]) * fx;
    double lower = clamp(pixels[at + down]) * (1 - fx) + clamp(pixels[at + down + right]) * fx;
    return upper * (1 - fy) + lower * fy;
  }
}
