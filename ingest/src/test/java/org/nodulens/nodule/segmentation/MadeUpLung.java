package org.nodulens.nodule.segmentation;

import java.util.Random;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

/** Lung of -850 HU with noise, its middle at the origin, into which bodies are put. */
final class MadeUpLung {
  static final int LUNG_HU = -850;

  private final VolumeGeometry geometry;
  private final float[][] hu;

  MadeUpLung(GridSize size, VoxelSpacing spacing) {
    geometry = VolumeGeometry.centered(size, PatientPoint.ORIGIN, VoxelAxes.alongPatient(spacing));
    Random noise = new Random(1);
    hu = new float[size.slices()][size.pixelsPerSlice()];
    for (float[] slice : hu) {
      for (int i = 0; i < slice.length; i++) {
        slice[i] = (float) (LUNG_HU + 15 * noise.nextGaussian());
      }
    }
  }

  /** How far a point lies outside a body, mm; negative inside. */
  @FunctionalInterface
  interface Body {
    double distanceMm(PatientPoint point);
  }

  static Body ball(PatientPoint center, double radiusMm) {
    return point -> point.minus(center).lengthMm() - radiusMm;
  }

  /** All that lies beyond a plane to the patient's left. */
  static Body wall(double fromXMm) {
    return point -> fromXMm - point.xMm();
  }

  /** Along the z axis if {@code to} says so: any direction, from a point on. */
  static Body vessel(PatientPoint from, PatientVector to, double radiusMm) {
    return point -> {
      PatientVector off = point.minus(from);
      double along = Math.max(0, off.dot(to.unit()));
      return off.plus(to.unit().times(-along)).lengthMm() - radiusMm;
    };
  }

  /** Puts a body in, its edge blurred linearly over a millimetre. */
  MadeUpLung with(Body body, double bodyHu) {
    GridSize size = geometry.size();
    for (int k = 0; k < size.slices(); k++) {
      for (int j = 0; j < size.rows(); j++) {
        for (int i = 0; i < size.columns(); i++) {
          double outside = body.distanceMm(geometry.toPatient(new VoxelPoint(i, j, k)));
          double share = Math.min(1, Math.max(0, 0.5 - outside));
          float before = hu[k][j * size.columns() + i];
          hu[k][j * size.columns() + i] =
              (float) Math.max(before, before + share * (bodyHu - before));
        }
      }
    }
    return this;
  }

  CtVolume volume() {
    short[][] slices = new short[hu.length][];
    for (int k = 0; k < hu.length; k++) {
      slices[k] = new short[hu[k].length];
      for (int i = 0; i < hu[k].length; i++) {
        slices[k][i] = (short) Math.rint(hu[k][i]);
      }
    }
    return new CtVolume(geometry, slices);
  }
}
