package org.nodulens.nodule;

import org.nodulens.ct.VoxelIndex;

/** Voxels from a first to a last column, row and slice, all of them part of the box. */
public record VoxelBox(VoxelIndex first, VoxelIndex last) {
  public VoxelBox {
    if (first.column() > last.column()
        || first.row() > last.row()
        || first.slice() > last.slice()) {
      throw new IllegalArgumentException(
          "a box runs from first to last, got " + first + ", " + last);
    }
  }

  public boolean holds(VoxelIndex voxel) {
    return voxel.column() >= first.column()
        && voxel.column() <= last.column()
        && voxel.row() >= first.row()
        && voxel.row() <= last.row()
        && voxel.slice() >= first.slice()
        && voxel.slice() <= last.slice();
  }

  public boolean overlaps(VoxelBox other) {
    return first.column() <= other.last.column()
        && other.first.column() <= last.column()
        && first.row() <= other.last.row()
        && other.first.row() <= last.row()
        && first.slice() <= other.last.slice()
        && other.first.slice() <= last.slice();
  }

  /** The smallest box that holds both. */
  public VoxelBox union(VoxelBox other) {
    return new VoxelBox(
        new VoxelIndex(
            Math.min(first.column(), other.first.column()),
            Math.min(first.row(), other.first.row()),
            Math.min(first.slice(), other.first.slice())),
        new VoxelIndex(
            Math.max(last.column(), other.last.column()),
            Math.max(last.row(), other.last.row()),
            Math.max(last.slice(), other.last.slice())));
  }

  public int columns() {
    return last.column() - first.column() + 1;
  }

  public int rows() {
    return last.row() - first.row() + 1;
  }

  public int slices() {
    return last.slice() - first.slice() + 1;
  }

  public long voxels() {
    return Math.multiplyExact((long) columns() * rows(), slices());
  }

  /** A box in the plane of one slice. */
  public static VoxelBox of(PixelBox plane, int slice) {
    return new VoxelBox(
        new VoxelIndex(plane.first().column(), plane.first().row(), slice),
        new VoxelIndex(plane.last().column(), plane.last().row(), slice));
  }
}
