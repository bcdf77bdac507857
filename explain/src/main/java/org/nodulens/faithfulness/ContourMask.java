package org.nodulens.faithfulness;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.vit.PixelSize;

/** How many readers' contours hold each voxel of a crop. */
final class ContourMask {
  /** The most readers whose consensus is looked at. */
  static final int MOST_READERS = 4;

  private final VolumeGeometry geometry;
  private final byte[] readers;

  /**
   * A mask over a crop.
   *
   * @param readers (slices, rows, columns), C order
   */
  ContourMask(VolumeGeometry geometry, byte[] readers) {
    if (readers.length != geometry.size().voxels()) {
      throw new IllegalArgumentException(
          readers.length + " values do not fill a mask of " + geometry.size());
    }
    this.geometry = geometry;
    this.readers = readers.clone();
  }

  /** The same contours some pixels to the right and down, within each slice. */
  ContourMask moved(int columns, int rows) {
    byte[] moved = new byte[readers.length];
    GridSize size = geometry.size();
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        for (int i = 0; i < size.columns(); i++) {
          moved[(k * size.rows() + j) * size.columns() + i] = at(i - columns, j - rows, k);
        }
      }
    }
    return new ContourMask(geometry, moved);
  }

  boolean isEmpty() {
    for (byte count : readers) {
      if (count != 0) {
        return false;
      }
    }
    return true;
  }

  private byte at(int column, int row, int slice) {
    GridSize size = geometry.size();
    boolean inside =
        column >= 0
            && column < size.columns()
            && row >= 0
            && row < size.rows()
            && slice >= 0
            && slice < size.slices();
    return inside ? readers[(slice * size.rows() + row) * size.columns() + column] : 0;
  }

  /** The number of readers at the pixels of a plane, each at its nearest voxel. */
  ImportanceMap on(VolumeGeometry plane) {
    PixelSize size = new PixelSize(plane.size().rows(), plane.size().columns());
    float[] values = new float[size.count()];
    for (int i = 0; i < values.length; i++) {
      int row = i / size.columns();
      VoxelPoint pixel = new VoxelPoint(i % size.columns(), row, 0);
      VoxelIndex voxel = geometry.nearestVoxel(plane.toPatient(pixel));
      values[i] = at(voxel.column(), voxel.row(), voxel.slice());
    }
    return new ImportanceMap(size, values);
  }

  /** The voxels that a plane cuts. */
  PlaneCut cutBy(VolumeGeometry plane) {
    return PlaneCut.of(geometry, plane);
  }

  /** At which of these voxels at least so many readers agree. */
  boolean[] consensus(PlaneCut cut, int atLeast) {
    int[] voxels = cut.voxels();
    boolean[] mask = new boolean[voxels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = readers[voxels[i]] >= atLeast;
    }
    return mask;
  }
}
