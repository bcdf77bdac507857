package org.nodulens.ct;

import java.util.Arrays;

/**
 * Hounsfield units on a grid. Holds one array a slice, so that a volume may exceed 2^31 voxels;
 * immutable by agreement: the arrays given to the constructor are kept, not copied, and must not
 * change afterwards.
 */
public final class CtVolume implements SliceSource {
  /** What stands for pixel padding and for what int16 cannot hold. */
  public static final short PADDING_HU = Short.MIN_VALUE;

  private final VolumeGeometry geometry;
  private final short[][] slices;

  /**
   * A volume over these very arrays.
   *
   * @param slices {@code slices[slice][row * columns + column]}, HU
   * @throws IllegalArgumentException if the arrays do not fit the geometry's size
   */
  public CtVolume(VolumeGeometry geometry, short[][] slices) {
    GridSize size = geometry.size();
    if (slices.length != size.slices()) {
      throw new IllegalArgumentException(
          "expected " + size.slices() + " slices, got " + slices.length);
    }
    for (int k = 0; k < slices.length; k++) {
      if (slices[k].length != size.pixelsPerSlice()) {
        throw new IllegalArgumentException(
            "slice " + k + " has " + slices[k].length + " pixels, not " + size.pixelsPerSlice());
      }
    }
    this.geometry = geometry;
    this.slices = slices.clone();
  }

  @Override
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** A part of the volume, over the same arrays. */
  @Override
  public CtVolume slices(int first, int count) {
    GridSize size = new GridSize(geometry.size().columns(), geometry.size().rows(), count);
    VolumeGeometry part =
        new VolumeGeometry(size, geometry.toPatient(new VoxelPoint(0, 0, first)), geometry.axes());
    return new CtVolume(part, Arrays.copyOfRange(slices, first, first + count));
  }

  /** HU at a voxel, {@link #PADDING_HU} where there is none. */
  public short hu(VoxelIndex voxel) {
    return slices[voxel.slice()][voxel.row() * geometry.size().columns() + voxel.column()];
  }

  /** The slice's pixels, row by row, HU. The volume's own array: read only. */
  public short[] slice(int slice) {
    return slices[slice];
  }
}
