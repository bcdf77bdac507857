package org.nodulens.ct;

/** Number of voxels along each axis, all at least 1. */
public record GridSize(int columns, int rows, int slices) {
  public GridSize {
    if (columns < 1 || rows < 1 || slices < 1) {
      throw new IllegalArgumentException(
          "a grid has at least one voxel along each axis, got "
              + (columns + " x " + rows + " x " + slices));
    }
  }

  public int pixelsPerSlice() {
    return Math.multiplyExact(columns, rows);
  }

  public long voxels() {
    return (long) pixelsPerSlice() * slices;
  }

  public VoxelPoint center() {
    return new VoxelPoint((columns - 1) / 2.0, (rows - 1) / 2.0, (slices - 1) / 2.0);
  }

  public boolean contains(VoxelIndex voxel) {
    return voxel.column() >= 0
        && voxel.column() < columns
        && voxel.row() >= 0
        && voxel.row() < rows
        && voxel.slice() >= 0
        && voxel.slice() < slices;
  }
}
