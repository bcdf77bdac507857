package org.nodulens.datasets.seg;

import java.util.BitSet;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.SegmentFrame;
import org.nodulens.nodule.VoxelSet;

/**
 * Brings frames to the voxels of another grid: a voxel of the volume is held if the voxel of the
 * segmentation that its centre lies in is. Both grids may be turned, flipped or finer.
 */
final class GridPainter {
  /** What lies half way belongs to the next; rounding must not part neighbours. */
  private static final double HALF = 0.5 + 1e-4;

  private final VolumeGeometry grid;
  private final VolumeGeometry volume;

  /** In the segmentation's voxels: the volume's first voxel, and its steps. */
  private final VoxelPoint first;

  private final VoxelPoint byColumn;
  private final VoxelPoint byRow;
  private final VoxelPoint bySlice;

  GridPainter(VolumeGeometry grid, VolumeGeometry volume) {
    this.grid = grid;
    this.volume = volume;
    this.first = grid.toVoxel(volume.origin());
    this.byColumn = grid.toVoxelStep(volume.axes().column());
    this.byRow = grid.toVoxelStep(volume.axes().row());
    this.bySlice = grid.toVoxelStep(volume.axes().slice());
  }

  /** Whether voxels lie on voxels, be it in another order. */
  boolean isSameGrid() {
    return isWhole(byColumn) && isWhole(byRow) && isWhole(bySlice) && isOnGrid(first);
  }

  /** One voxel along one axis. */
  private static boolean isWhole(VoxelPoint step) {
    double length = Math.abs(step.column()) + Math.abs(step.row()) + Math.abs(step.slice());
    double longest =
        Math.max(Math.abs(step.column()), Math.max(Math.abs(step.row()), Math.abs(step.slice())));
    return Math.abs(longest - 1) < 1e-3 && length - longest < 1e-3;
  }

  private static boolean isOnGrid(VoxelPoint point) {
    return Math.abs(point.column() - Math.rint(point.column())) < 0.05
        && Math.abs(point.row() - Math.rint(point.row())) < 0.05
        && Math.abs(point.slice() - Math.rint(point.slice())) < 0.05;
  }

  void paint(SegmentFrame frame, VoxelSet into) {
    Range range = new Range();
    addCorners(frame, range);
    GridSize size = volume.size();
    for (int k = range.from(2, size.slices()); k <= range.to(2, size.slices()); k++) {
      for (int j = range.from(1, size.rows()); j <= range.to(1, size.rows()); j++) {
        for (int i = range.from(0, size.columns()); i <= range.to(0, size.columns()); i++) {
          if (holds(frame, i, j, k)) {
            into.add(new VoxelIndex(i, j, k));
          }
        }
      }
    }
  }

  private boolean holds(SegmentFrame frame, int i, int j, int k) {
    double slice = first.slice() + i * byColumn.slice() + j * byRow.slice() + k * bySlice.slice();
    if (Math.floor(slice + HALF) != frame.slice()) {
      return false;
    }
    double column =
        Math.floor(
            first.column()
                + i * byColumn.column()
                + j * byRow.column()
                + k * bySlice.column()
                + HALF);
    double row =
        Math.floor(first.row() + i * byColumn.row() + j * byRow.row() + k * bySlice.row() + HALF);
    return column >= 0
        && column < grid.size().columns()
        && row >= 0
        && row < grid.size().rows()
        && frame.holds((int) column, (int) row);
  }

  /** Where in the volume the frame's pixels lie, as deep as its slice. */
  private void addCorners(SegmentFrame frame, Range range) {
    int columns = grid.size().columns();
    BitSet pixels = frame.pixels();
    int left = columns;
    int right = 0;
    for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
      left = Math.min(left, at % columns);
      right = Math.max(right, at % columns);
    }
    int top = pixels.nextSetBit(0) / columns;
    int bottom = (pixels.length() - 1) / columns;
    for (int corner = 0; corner < 8; corner++) {
      PatientVector toCorner =
          grid.toPatient(
                  new VoxelPoint(
                      (corner & 1) == 0 ? left - 0.5 : right + 0.5,
                      (corner & 2) == 0 ? top - 0.5 : bottom + 0.5,
                      frame.slice() + ((corner & 4) == 0 ? -0.5 : 0.5)))
              .minus(volume.origin());
      range.add(volume.toVoxelStep(toCorner));
    }
  }

  /** The box around some points. */
  private static final class Range {
    private final double[] least = {
      Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY
    };
    private final double[] most = {
      Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    void add(VoxelPoint point) {
      double[] at = {point.column(), point.row(), point.slice()};
      for (int axis = 0; axis < 3; axis++) {
        least[axis] = Math.min(least[axis], at[axis]);
        most[axis] = Math.max(most[axis], at[axis]);
      }
    }

    int from(int axis, int count) {
      return (int) Math.max(0, Math.min(count, Math.floor(least[axis])));
    }

    int to(int axis, int count) {
      return (int) Math.min(count - 1, Math.max(-1, Math.ceil(most[axis])));
    }
  }
}
