package org.nodulens.faithfulness;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.ViewMap;
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
      VoxelPoint pixel = new VoxelPoint(i % size.columns(), (double) (i / size.columns()), 0);
      VoxelIndex voxel = geometry.nearestVoxel(plane.toPatient(pixel));
      values[i] = at(voxel.column(), voxel.row(), voxel.slice());
    }
    return new ImportanceMap(size, values);
  }

  /**
   * What a map says of the voxels that its plane cuts and the model saw, by nearest element, beside
   * the number of readers there.
   */
  Seen seenBy(ViewMap view) {
    VolumeGeometry plane = view.plane();
    PixelSize map = view.map().size();
    double reach = reach(plane);
    List<Double> importance = new ArrayList<>();
    List<Byte> counts = new ArrayList<>();
    GridSize size = geometry.size();
    for (int i = 0; i < readers.length; i++) {
      int row = i / size.columns();
      VoxelPoint voxel =
          new VoxelPoint(i % size.columns(), row % size.rows(), (double) (row / size.rows()));
      VoxelPoint at = plane.toVoxel(geometry.toPatient(voxel));
      double across = (at.column() + 0.5) / plane.size().columns();
      double down = (at.row() + 0.5) / plane.size().rows();
      boolean inside = across >= 0 && across < 1 && down >= 0 && down < 1;
      if (inside && Math.abs(at.slice()) <= reach) {
        importance.add(
            (double) view.map().value((int) (down * map.rows()), (int) (across * map.columns())));
        counts.add(readers[i]);
      }
    }
    return new Seen(importance, counts);
  }

  /** Half a voxel along the plane's normal, in the plane's steps. */
  private double reach(VolumeGeometry plane) {
    double along = 0;
    VolumeGeometry origin = geometry;
    for (VoxelPoint step :
        List.of(new VoxelPoint(1, 0, 0), new VoxelPoint(0, 1, 0), new VoxelPoint(0, 0, 1))) {
      double moved =
          plane.toVoxelStep(origin.toPatient(step).minus(origin.toPatient(ZERO))).slice();
      along += Math.abs(moved);
    }
    return along / 2 + 1e-6;
  }

  private static final VoxelPoint ZERO = new VoxelPoint(0, 0, 0);

  /**
   * Pixels of the crop.
   *
   * @param importance a map's value at each
   * @param readers how many drew around it
   */
  record Seen(List<Double> importance, List<Byte> readers) {
    Seen {
      importance = List.copyOf(importance);
      readers = List.copyOf(readers);
    }

    double[] values() {
      return importance.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Where at least so many readers agree. */
    boolean[] consensus(int atLeast) {
      boolean[] mask = new boolean[readers.size()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = readers.get(i) >= atLeast;
      }
      return mask;
    }
  }
}
