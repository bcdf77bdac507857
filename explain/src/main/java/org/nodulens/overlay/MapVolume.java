package org.nodulens.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.vit.View;

/**
 * The maps of a nodule's planes as one volume on the grid of the CT, raw and signed.
 *
 * <p>Every voxel takes the value of the element whose box holds the voxel's centre ({@link
 * MapSlab}); of several parallel planes the nearest one speaks (of two at the same distance the
 * first), of several views the mean of those that reach the voxel. Where none does, the value is 0
 * and the voxel does not count as covered. Values are the elements' own, not per mm³: the sum over
 * a plane's map is the sum over the voxels of its slab times voxel volume by element volume, up to
 * the grid, as long as the slab lies within it.
 */
public final class MapVolume {
  private final VolumeGeometry geometry;
  private final float[] values;
  private final int covered;

  private MapVolume(VolumeGeometry geometry, float[] values, int covered) {
    this.geometry = geometry;
    this.values = values;
    this.covered = covered;
  }

  /**
   * Fuses maps of one method and one score.
   *
   * @param grid the CT's voxels, in the frame of the maps' planes
   * @param slabs at least one
   * @throws ArithmeticException if the grid has 2^31 voxels or more
   */
  public static MapVolume of(VolumeGeometry grid, List<MapSlab> slabs) {
    if (slabs.isEmpty()) {
      throw new IllegalArgumentException("a volume needs at least one map");
    }
    Map<View, List<MapSlab.Lookup>> views = new EnumMap<>(View.class);
    for (MapSlab slab : slabs) {
      views.computeIfAbsent(slab.map().view(), view -> new ArrayList<>()).add(slab.lookup());
    }
    float[] values = new float[Math.toIntExact(grid.size().voxels())];
    int at = 0;
    int covered = 0;
    for (int k = 0; k < grid.size().slices(); k++) {
      for (int j = 0; j < grid.size().rows(); j++) {
        for (int i = 0; i < grid.size().columns(); i++, at++) {
          float value = fused(views, grid.toPatient(new VoxelPoint(i, j, k)));
          if (!Float.isNaN(value)) {
            values[at] = value;
            covered++;
          }
        }
      }
    }
    return new MapVolume(grid, values, covered);
  }

  private static float fused(Map<View, List<MapSlab.Lookup>> views, PatientPoint place) {
    double sum = 0;
    int reached = 0;
    for (List<MapSlab.Lookup> planes : views.values()) {
      float value = nearest(planes, place);
      if (!Float.isNaN(value)) {
        sum += value;
        reached++;
      }
    }
    return reached == 0 ? Float.NaN : (float) (sum / reached);
  }

  /** What the nearest of a view's planes that reach the place says; NaN where none does. */
  private static float nearest(List<MapSlab.Lookup> planes, PatientPoint place) {
    float value = Float.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (MapSlab.Lookup plane : planes) {
      double distance = plane.distanceMm(place);
      if (distance < least) {
        float here = plane.at(place);
        if (!Float.isNaN(here)) {
          value = here;
          least = distance;
        }
      }
    }
    return value;
  }

  /** The grid of the CT that the maps explain. */
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** How many voxels some map reaches. */
  public int covered() {
    return covered;
  }

  /** A copy: slice by slice, row by row; 0 where no map reaches. */
  public float[] values() {
    return Arrays.copyOf(values, values.length);
  }
}
