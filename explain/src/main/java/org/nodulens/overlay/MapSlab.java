package org.nodulens.overlay;

import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.ViewMap;

/**
 * A view's map as a slab of the patient: each of its elements a box, as wide and as high as the
 * element, half of {@code thicknessMm} to either side of the plane, the element's value all over.
 *
 * @param thicknessMm along the plane's normal (column x row), also where the volume's slices are
 *     slanted against it
 */
public record MapSlab(ViewMap map, double thicknessMm) {
  /** Absorbs rounding: a voxel midway between two slabs belongs to either. */
  private static final double ROUNDING_MM = 1e-6;

  public MapSlab {
    if (!(thicknessMm > 0 && Double.isFinite(thicknessMm))) {
      throw new IllegalArgumentException("a slab is thicker than 0 mm, got " + thicknessMm);
    }
  }

  /** Looks up values; what does not change from voxel to voxel is computed once. */
  Lookup lookup() {
    return new Lookup(map.geometry(), map, thicknessMm / 2 + ROUNDING_MM);
  }

  /** Which element of a map a place in the patient belongs to. */
  static final class Lookup {
    private final VolumeGeometry elements;
    private final ViewMap map;
    private final double reachMm;
    private final PatientVector normal;

    private Lookup(VolumeGeometry elements, ViewMap map, double reachMm) {
      this.elements = elements;
      this.map = map;
      this.reachMm = reachMm;
      this.normal = elements.axes().normal();
    }

    /** How far a place is from the plane, at least 0 mm. */
    double distanceMm(PatientPoint place) {
      return Math.abs(place.minus(elements.origin()).dot(normal));
    }

    /** The value of the element whose box holds the place; NaN where none does. */
    float at(PatientPoint place) {
      double above = place.minus(elements.origin()).dot(normal);
      if (Math.abs(above) > reachMm) {
        return Float.NaN;
      }
      VoxelPoint element = elements.toVoxel(place.plus(normal.times(-above)));
      long row = Math.round(element.row());
      long column = Math.round(element.column());
      boolean inside =
          row >= 0
              && row < elements.size().rows()
              && column >= 0
              && column < elements.size().columns();
      return inside ? map.map().value((int) row, (int) column) : Float.NaN;
    }
  }
}
