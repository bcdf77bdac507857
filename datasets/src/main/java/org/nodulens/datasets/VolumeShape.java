package org.nodulens.datasets;

import java.util.Locale;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.dicom.TiltHandling;

/**
 * Holds volume files to what is asked of DICOM series: columns and rows at right angles, and slices
 * one straight above the other unless a tilted gantry is to be resampled.
 */
final class VolumeShape {
  /** Cosine between columns and rows; directions are written with few digits. */
  private static final double RIGHT_ANGLE = 1e-3;

  /** Sideways from the first slice to the last: as for DICOM, less is put down to few digits. */
  private static final double STRAIGHT_MM = 0.1;

  private VolumeShape() {}

  /**
   * The same volume; its slices exactly above each other where they very nearly are.
   *
   * @throws VolumeShapeException {@code sheared} or {@code gantry-tilt}
   */
  static CtVolume checked(CtVolume volume, TiltHandling tilt) throws VolumeShapeException {
    VolumeGeometry geometry = volume.geometry();
    VoxelAxes axes = geometry.axes();
    double cosine = axes.column().unit().dot(axes.row().unit());
    if (Math.abs(cosine) > RIGHT_ANGLE) {
      throw new VolumeShapeException(
          "sheared",
          String.format(
              Locale.ROOT,
              "columns and rows must be at right angles, they are at %.1f degrees",
              Math.toDegrees(Math.acos(cosine))));
    }
    if (axes.isUpright()) {
      return volume;
    }
    PatientVector normal = axes.column().cross(axes.row()).unit();
    double sidewaysMm = axes.slice().cross(normal).lengthMm() * (geometry.size().slices() - 1);
    if (sidewaysMm <= STRAIGHT_MM) {
      return moved(volume, axes.upright());
    }
    if (tilt == TiltHandling.REFUSE) {
      throw new VolumeShapeException(
          "gantry-tilt",
          String.format(
              Locale.ROOT,
              "slices are shifted sideways by %.2f mm in all (by %.1f degrees)",
              sidewaysMm,
              axes.slantDegrees()));
    }
    return volume;
  }

  private static CtVolume moved(CtVolume volume, VoxelAxes axes) {
    VolumeGeometry geometry = volume.geometry();
    short[][] slices = new short[geometry.size().slices()][];
    for (int k = 0; k < slices.length; k++) {
      slices[k] = volume.slice(k);
    }
    return new CtVolume(new VolumeGeometry(geometry.size(), geometry.origin(), axes), slices);
  }
}
