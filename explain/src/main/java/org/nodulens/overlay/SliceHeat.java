package org.nodulens.overlay;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ViewMap;

/**
 * A map over one slice of the scan that it explains, on the slice's own pixels. The map says the
 * same of every slice: it is carried along the normal of its plane.
 */
public final class SliceHeat {
  private final int left;
  private final int top;
  private final int columns;
  private final int rows;
  private final float[] values;

  private SliceHeat(int left, int top, int columns, int rows) {
    this.left = left;
    this.top = top;
    this.columns = columns;
    this.rows = rows;
    this.values = new float[columns * rows];
  }

  /**
   * Lays a map over a slice.
   *
   * @param heat of the view's map
   * @param scan whose slices are parallel to the view's plane, or nearly
   */
  public static SliceHeat of(ViewMap view, Heatmap heat, VolumeGeometry scan, int slice) {
    double lowestColumn = Double.POSITIVE_INFINITY;
    double highestColumn = Double.NEGATIVE_INFINITY;
    double lowestRow = Double.POSITIVE_INFINITY;
    double highestRow = Double.NEGATIVE_INFINITY;
    for (PatientPoint corner : view.plane().corners()) {
      VoxelPoint voxel = scan.toVoxel(corner);
      lowestColumn = Math.min(lowestColumn, voxel.column());
      highestColumn = Math.max(highestColumn, voxel.column());
      lowestRow = Math.min(lowestRow, voxel.row());
      highestRow = Math.max(highestRow, voxel.row());
    }
    int left = (int) Math.max(0, Math.floor(lowestColumn));
    int top = (int) Math.max(0, Math.floor(lowestRow));
    int right = (int) Math.min(scan.size().columns() - 1, Math.ceil(highestColumn));
    int bottom = (int) Math.min(scan.size().rows() - 1, Math.ceil(highestRow));
    SliceHeat laid =
        new SliceHeat(left, top, Math.max(1, right - left + 1), Math.max(1, bottom - top + 1));
    laid.fill(view.plane(), heat, scan, slice);
    return laid;
  }

  private void fill(VolumeGeometry plane, Heatmap heat, VolumeGeometry scan, int slice) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        PatientPoint point = scan.toPatient(new VoxelPoint(left + column, top + row, slice));
        VoxelPoint pixel = plane.toVoxel(point);
        if (isWithin(pixel.column(), plane.size().columns())
            && isWithin(pixel.row(), plane.size().rows())) {
          double mapRow = (pixel.row() + 0.5) * heat.size().rows() / plane.size().rows() - 0.5;
          double mapColumn =
              (pixel.column() + 0.5) * heat.size().columns() / plane.size().columns() - 0.5;
          values[row * columns + column] = heat.at(mapRow, mapColumn);
        }
      }
    }
  }

  private static boolean isWithin(double index, int count) {
    return index >= -0.5 && index <= count - 0.5;
  }

  /** The scan's column and row where it starts. */
  public int left() {
    return left;
  }

  public int top() {
    return top;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /** -1 to 1 at a pixel of the scan's slice; 0 beside the map. */
  public float value(int column, int row) {
    int c = column - left;
    int r = row - top;
    return c >= 0 && c < columns && r >= 0 && r < rows ? values[r * columns + c] : 0;
  }

  /**
   * Pixels of one strength in full colour.
   *
   * @param strength how opaque they are, in (0, 1]
   * @param rgb row by row, 0xRRGGBB; 0 where there is nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Layer(double strength, int[] rgb) {}

  /**
   * The heat in layers, for viewers that know one opacity a picture: each pixel is in the layer
   * whose strength is nearest to its magnitude, or in none if that is 0.
   *
   * @param steps how many strengths there are above 0
   */
  public List<Layer> layers(int steps) {
    List<Layer> layers = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      int[] rgb = new int[values.length];
      boolean any = false;
      for (int i = 0; i < values.length; i++) {
        if (Math.round(Math.abs(values[i]) * steps) == step) {
          rgb[i] = DivergingColors.full(values[i]);
          any = true;
        }
      }
      if (any) {
        layers.add(new Layer((double) step / steps, rgb));
      }
    }
    return layers;
  }
}
