package org.nodulens.ct;

/**
 * Interpolation of a CT volume, linear or cubic, onto any other grid in patient space.
 *
 * <p>HU are clamped to [{@value #LOWEST_HU}, {@value #HIGHEST_HU}] before they are interpolated, so
 * that metal does not bleed, and after it; padding, and all that lies outside the volume, counts as
 * air. A voxel reaches half a voxel around its centre: between the outermost centres and the
 * volume's border the outermost value holds.
 */
public final class Resampler {
  /** Air, and the least that a crop holds. */
  public static final int LOWEST_HU = -1024;

  /** The most that a crop holds: 12 bits above {@link #LOWEST_HU}. */
  public static final int HIGHEST_HU = 3071;

  /** Absorbs the rounding of a point that lies on the volume's border, in voxels. */
  private static final double BORDER = 0.5 + 1e-6;

  private final CtVolume source;
  private final HuSampler sampler;

  private Resampler(CtVolume source, HuSampler sampler) {
    this.source = source;
    this.sampler = sampler;
  }

  /** A trilinear one. */
  public static Resampler of(CtVolume source) {
    return of(source, Interpolation.LINEAR);
  }

  public static Resampler of(CtVolume source, Interpolation interpolation) {
    return new Resampler(source, interpolation.sampler(source));
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
          if (isInside(place)) {
            VoxelPoint among = amongCenters(place);
            hu[at] = (float) sampler.at(among);
            padded += isPadding(among) ? 1 : 0;
          } else {
            hu[at] = LOWEST_HU;
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

  /** Whether the voxel around a place among the centres is padding. */
  private boolean isPadding(VoxelPoint place) {
    int pixel =
        (int) Math.rint(place.row()) * source.geometry().size().columns()
            + (int) Math.rint(place.column());
    return source.slice((int) Math.rint(place.slice()))[pixel] == CtVolume.PADDING_HU;
  }

  /** The nearest place between the outermost voxel centres. */
  private VoxelPoint amongCenters(VoxelPoint place) {
    GridSize size = source.geometry().size();
    return new VoxelPoint(
        within(place.column(), size.columns()),
        within(place.row(), size.rows()),
        within(place.slice(), size.slices()));
  }

  private static double within(double index, int count) {
    return Math.min(count - 1, Math.max(0, index));
  }
}
