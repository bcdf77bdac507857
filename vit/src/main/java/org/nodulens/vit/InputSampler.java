package org.nodulens.vit;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.Resampled;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;

/**
 * The one way from Hounsfield units to a model's input: crop sets, series, image windows, training
 * and explanation all come through here. One interpolation, then window, mean and standard
 * deviation.
 */
public final class InputSampler {
  private final InputSpec spec;

  public InputSampler(InputSpec spec) {
    this.spec = spec;
  }

  public InputSpec spec() {
    return spec;
  }

  /**
   * Where the pixels of a view lie: one slice, centred on the nodule, along those of the volume's
   * axes that are nearest to the patient's.
   */
  public VolumeGeometry plane(CtVolume volume, PatientPoint center, View view) {
    double mm = spec.pixelSpacingMm();
    GridSize size = new GridSize(spec.pixels().columns(), spec.pixels().rows(), 1);
    return VolumeGeometry.centered(
        size, center, view.axes(volume.geometry().axes()).withSpacing(VoxelSpacing.isotropic(mm)));
  }

  /** The same plane, moved within itself. */
  public VolumeGeometry plane(CtVolume volume, PatientPoint center, View view, PatchShift shift) {
    if (shift.equals(PatchShift.NONE)) {
      return plane(volume, center, view);
    }
    VoxelAxes axes = view.axes(volume.geometry().axes());
    double mm = spec.pixelSpacingMm();
    PatientVector right = axes.column().unit().times(shift.rightPixels() * mm);
    PatientVector down = axes.row().unit().times(shift.downPixels() * mm);
    return plane(volume, center.plus(right.plus(down)), view);
  }

  /**
   * A nodule's images at one shift: the spec's views, and of each its symmetries, in their order. A
   * plane is interpolated once.
   *
   * @throws InputGeometryException if no pixel of a plane lies in the volume
   */
  public List<float[]> images(CtVolume volume, PatientPoint center, PatchShift shift)
      throws InputGeometryException {
    List<float[]> images = new ArrayList<>();
    for (View view : spec.views()) {
      float[] hu = hu(volume, plane(volume, center, view, shift));
      for (Symmetry symmetry : spec.symmetries()) {
        images.add(normalized(hu, symmetry));
      }
    }
    return images;
  }

  /**
   * The model's input for a plane.
   *
   * @return (channels, rows, columns), normalised, turned by {@code symmetry}
   * @throws InputGeometryException if no pixel of the plane lies in the volume
   */
  public float[] pixels(CtVolume volume, VolumeGeometry plane, Symmetry symmetry)
      throws InputGeometryException {
    return normalized(hu(volume, plane), symmetry);
  }

  private static float[] hu(CtVolume volume, VolumeGeometry plane) throws InputGeometryException {
    Resampled sampled = Resampler.of(volume).resample(plane);
    if (sampled.paddedFraction() == 1) {
      throw new InputGeometryException(
          "the model's plane around " + plane.center() + " lies outside the volume");
    }
    return sampled.hu();
  }

  private float[] normalized(float[] upright, Symmetry symmetry) {
    float[] hu = symmetry.apply(upright, spec.pixels());
    float[] pixels = new float[spec.channels() * hu.length];
    for (int channel = 0; channel < spec.channels(); channel++) {
      float mean = spec.mean().get(channel).floatValue();
      float std = spec.std().get(channel).floatValue();
      for (int i = 0; i < hu.length; i++) {
        pixels[channel * hu.length + i] = (spec.window().normalize(hu[i]) - mean) / std;
      }
    }
    return pixels;
  }
}
