package org.nodulens.training;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.vit.InputSampler;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.View;

/**
 * What training changes in an image each time it shows it: one of the eight symmetries, the centre
 * by up to {@code shiftMm} along either axis of the plane, gain and offset of the pixel values. A
 * shift that would bring in what lies outside the crop is made shorter, so that padding tells
 * nothing.
 *
 * @param gain standard deviation of the gain around 1
 * @param offset standard deviation of the offset, in normalised pixel values
 */
record Augmentation(double shiftMm, double gain, double offset) {
  static final Augmentation DEFAULT = new Augmentation(2, 0.1, 0.1);

  /** One image, drawn anew. */
  float[] pixels(InputSampler sampler, CtVolume volume, PatientPoint center, Random random)
      throws IOException {
    List<View> views = sampler.spec().views();
    View view = views.get(random.nextInt(views.size()));
    Symmetry symmetry = symmetry(sampler, random);
    VolumeGeometry plane = shifted(sampler, volume, center, view, random);
    float[] pixels = sampler.pixels(volume, plane, symmetry);
    float factor = (float) (1 + gain * random.nextGaussian());
    float addend = (float) (offset * random.nextGaussian());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] * factor + addend;
    }
    return pixels;
  }

  private static Symmetry symmetry(InputSampler sampler, Random random) {
    Symmetry[] all = Symmetry.values();
    Symmetry symmetry = all[random.nextInt(all.length)];
    while (symmetry.transposes() && !sampler.spec().pixels().isSquare()) {
      symmetry = all[random.nextInt(all.length)];
    }
    return symmetry;
  }

  private VolumeGeometry shifted(
      InputSampler sampler, CtVolume volume, PatientPoint center, View view, Random random) {
    VolumeGeometry plane = sampler.plane(volume, center, view);
    PatientVector alongColumns = plane.axes().column().unit();
    PatientVector alongRows = plane.axes().row().unit();
    double x = shiftMm * (2 * random.nextDouble() - 1);
    double y = shiftMm * (2 * random.nextDouble() - 1);
    PatientVector step = alongColumns.times(x).plus(alongRows.times(y));
    for (double length : new double[] {1, 0.75, 0.5, 0.25}) {
      VolumeGeometry moved = sampler.plane(volume, center.plus(step.times(length)), view);
      if (inside(volume, moved)) {
        return moved;
      }
    }
    return plane;
  }

  private static boolean inside(CtVolume volume, VolumeGeometry plane) {
    GridSize size = plane.size();
    for (int column : new int[] {0, size.columns() - 1}) {
      for (int row : new int[] {0, size.rows() - 1}) {
        if (!volume.geometry().contains(plane.toPatient(new VoxelPoint(column, row, 0)))) {
          return false;
        }
      }
    }
    return true;
  }
}
