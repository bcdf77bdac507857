package org.nodulens.faithfulness;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ImportanceMap;

/**
 * The voxels of a crop that a view's plane cuts and the model saw, each with its place in the
 * plane. Serves every map of the view.
 */
final class PlaneCut {
  /** Absorbs rounding, in the plane's steps. */
  private static final double ROUNDING = 1e-6;

  private final int[] voxels;
  private final double[] across;
  private final double[] down;

  private PlaneCut(int[] voxels, double[] across, double[] down) {
    this.voxels = voxels;
    this.across = across;
    this.down = down;
  }

  /** Voxels whose centre lies within half a voxel of the plane, and over its pixels. */
  static PlaneCut of(VolumeGeometry crop, VolumeGeometry plane) {
    VoxelPoint start = plane.toVoxel(crop.origin());
    Along column = new Along(start.column() + 0.5, crop, plane, VoxelPoint::column);
    Along row = new Along(start.row() + 0.5, crop, plane, VoxelPoint::row);
    Along normal = new Along(start.slice(), crop, plane, VoxelPoint::slice);
    int[] voxels =
        IntStream.range(0, Math.toIntExact(crop.size().voxels()))
            .filter(i -> Math.abs(normal.of(i)) <= normal.halfAVoxel() + ROUNDING)
            .filter(i -> column.of(i) >= 0 && column.of(i) < plane.size().columns())
            .filter(i -> row.of(i) >= 0 && row.of(i) < plane.size().rows())
            .toArray();
    return new PlaneCut(
        voxels,
        IntStream.of(voxels).mapToDouble(i -> column.of(i) / plane.size().columns()).toArray(),
        IntStream.of(voxels).mapToDouble(i -> row.of(i) / plane.size().rows()).toArray());
  }

  /** One coordinate of a crop's voxels in a plane, in the plane's steps. */
  private static final class Along {
    private final GridSize size;
    private final double start;
    private final double perColumn;
    private final double perRow;
    private final double perSlice;

    Along(
        double start,
        VolumeGeometry crop,
        VolumeGeometry plane,
        ToDoubleFunction<VoxelPoint> coordinate) {
      this.size = crop.size();
      this.start = start;
      perColumn = coordinate.applyAsDouble(plane.toVoxelStep(crop.axes().column()));
      perRow = coordinate.applyAsDouble(plane.toVoxelStep(crop.axes().row()));
      perSlice = coordinate.applyAsDouble(plane.toVoxelStep(crop.axes().slice()));
    }

    double of(int voxel) {
      int rows = voxel / size.columns();
      int slice = rows / size.rows();
      return start
          + voxel % size.columns() * perColumn
          + rows % size.rows() * perRow
          + slice * perSlice;
    }

    double halfAVoxel() {
      return (Math.abs(perColumn) + Math.abs(perRow) + Math.abs(perSlice)) / 2;
    }
  }

  /** The numbers of the voxels in the crop, C order. */
  int[] voxels() {
    return voxels.clone();
  }

  /** What a map says of each voxel: its nearest element. */
  double[] importance(ImportanceMap map) {
    double[] importance = new double[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int row = (int) (down[i] * map.size().rows());
      int column = (int) (across[i] * map.size().columns());
      importance[i] = map.value(row, column);
    }
    return importance;
  }
}
