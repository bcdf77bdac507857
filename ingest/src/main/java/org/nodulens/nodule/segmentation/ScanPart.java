package org.nodulens.nodule.segmentation;

import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/**
 * Some of a scan's slices.
 *
 * @param firstSlice which of the scan's slices is the volume's first
 * @param scan size of the whole
 */
record ScanPart(CtVolume volume, int firstSlice, GridSize scan) {

  boolean isSingleSlice() {
    return scan.slices() == 1;
  }

  /** HU of a voxel of the scan. */
  short hu(VoxelIndex voxel) {
    return volume.slice(voxel.slice() - firstSlice)[voxel.row() * scan.columns() + voxel.column()];
  }

  /** Whether the scan ends beside this voxel; a single slice has no upper and lower border. */
  boolean isAtBorder(VoxelIndex voxel) {
    return isAtEnd(voxel.column(), scan.columns())
        || isAtEnd(voxel.row(), scan.rows())
        || (!isSingleSlice() && isAtEnd(voxel.slice(), scan.slices()));
  }

  private static boolean isAtEnd(int index, int count) {
    return index == 0 || index == count - 1;
  }
}
