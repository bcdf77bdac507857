package org.nodulens.datasets.points;

import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/** Where a table says that a nodule is. */
public sealed interface Place {
  /** The largest coordinate that is believed, mm or voxels: 1 km, as of a volume's origin. */
  double FARTHEST = 1e6;

  /** In the patient. */
  PatientPoint in(VolumeGeometry geometry);

  /** What to say of a place outside the volume, with the volume's range. */
  String outside(VolumeGeometry geometry);

  /** LPS mm. */
  record World(PatientPoint point) implements Place {
    @Override
    public PatientPoint in(VolumeGeometry geometry) {
      return point;
    }

    @Override
    public String outside(VolumeGeometry geometry) {
      return VolumeRange.outside(point, geometry);
    }
  }

  /** From 0, slices in ascending order along the normal. */
  record Voxels(VoxelPoint point) implements Place {
    @Override
    public PatientPoint in(VolumeGeometry geometry) {
      return geometry.toPatient(point);
    }

    @Override
    public String outside(VolumeGeometry geometry) {
      return VolumeRange.outside(point, geometry);
    }
  }
}
