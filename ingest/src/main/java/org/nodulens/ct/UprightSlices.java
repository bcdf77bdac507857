package org.nodulens.ct;

import java.io.IOException;

/**
 * A volume whose slices are shifted sideways, as a tilted gantry makes them, on a grid whose slices
 * lie straight above each other. Each slice is moved within its plane by linear interpolation; the
 * planes stay what they are. The grid is the source's first slice, enlarged by whole pixels until
 * it holds all slices: no voxel is lost, and what no slice covers is padding.
 *
 * <p>Unlike {@link Resampler}, HU are not clamped: a linear interpolation does not exceed its
 * neighbours. Where the nearest voxel is padding, so is the result; elsewhere padding has no part
 * in it.
 */
public final class UprightSlices implements SliceSource {
  /** A grid that is larger than that, along an axis, comes from positions that make no sense. */
  private static final int MOST_TIMES_LARGER = 4;

  /** Absorbs the rounding of shifts by whole pixels. */
  private static final double WHOLE = 1e-6;

  private final SliceSource source;
  private final VoxelPoint perSlice;
  private final VolumeGeometry geometry;

  private UprightSlices(SliceSource source, VoxelPoint perSlice, VolumeGeometry geometry) {
    this.source = source;
    this.perSlice = perSlice;
    this.geometry = geometry;
  }

  /**
   * Straightens a volume.
   *
   * @throws IllegalArgumentException if it leans so far that it {@link #isTooSlanted}
   */
  public static UprightSlices of(SliceSource source) {
    VolumeGeometry slanted = source.geometry();
    if (isTooSlanted(slanted)) {
      throw new IllegalArgumentException("slices slant too far: " + slanted);
    }
    VoxelPoint perSlice = perSlice(slanted);
    VoxelIndex first = first(perSlice, slanted.size());
    PatientPoint origin =
        slanted
            .origin()
            .plus(slanted.axes().column().times(first.column()))
            .plus(slanted.axes().row().times(first.row()));
    GridSize size = enlarged(perSlice, slanted.size());
    return new UprightSlices(
        source, perSlice, new VolumeGeometry(size, origin, slanted.axes().upright()));
  }

  /** Whether the last slice lies so far from the first that no scan can have made them. */
  public static boolean isTooSlanted(VolumeGeometry slanted) {
    VoxelPoint perSlice = perSlice(slanted);
    GridSize size = slanted.size();
    int steps = size.slices() - 1;
    return Math.abs(perSlice.column()) * steps > (MOST_TIMES_LARGER - 1.0) * size.columns()
        || Math.abs(perSlice.row()) * steps > (MOST_TIMES_LARGER - 1.0) * size.rows();
  }

  /** How many columns and rows each slice is shifted against the one before. */
  private static VoxelPoint perSlice(VolumeGeometry slanted) {
    VoxelAxes upright = slanted.axes().upright();
    return new VolumeGeometry(slanted.size(), slanted.origin(), upright)
        .toVoxelStep(slanted.axes().slice());
  }

  /** The grid's first column and row, as counted in the source's first slice. */
  private static VoxelIndex first(VoxelPoint perSlice, GridSize size) {
    int steps = size.slices() - 1;
    return new VoxelIndex(
        (int) Math.floor(Math.min(0, perSlice.column() * steps) + WHOLE),
        (int) Math.floor(Math.min(0, perSlice.row() * steps) + WHOLE),
        0);
  }

  private static GridSize enlarged(VoxelPoint perSlice, GridSize size) {
    int steps = size.slices() - 1;
    return new GridSize(
        size.columns() + (int) Math.ceil(Math.abs(perSlice.column()) * steps - WHOLE),
        size.rows() + (int) Math.ceil(Math.abs(perSlice.row()) * steps - WHOLE),
        size.slices());
  }

  @Override
  public VolumeGeometry geometry() {
    return geometry;
  }

  @Override
  public CtVolume slices(int first, int count) throws IOException {
    CtVolume slanted = source.slices(first, count);
    short[][] moved = new short[count][];
    for (int k = 0; k < count; k++) {
      moved[k] = moved(slanted.slice(k), first + k);
    }
    VolumeGeometry part =
        new VolumeGeometry(
            new GridSize(geometry.size().columns(), geometry.size().rows(), count),
            geometry.toPatient(new VoxelPoint(0, 0, first)),
            geometry.axes());
    return new CtVolume(part, moved);
  }

  private short[] moved(short[] pixels, int slice) {
    VoxelIndex corner = first(perSlice, source.geometry().size());
    SliceShift shift =
        SliceShift.by(
            corner.column() - slice * perSlice.column(), corner.row() - slice * perSlice.row());
    return shift.move(pixels, source.geometry().size(), geometry.size());
  }
}
