package org.nodulens.vit;

import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.Resampled;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VolumeGeometry;
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

  /**
   * The model's input for a plane.
   *
   * @return (channels, rows, columns), normalised, turned by {@code symmetry}
   * @throws InputGeometryException if no pixel of the plane lies in the volume
   */
  public float[] pixels(CtVolume volume, VolumeGeometry plane, Symmetry symmetry)
      throws InputGeometryException {
    Resampled sampled = Resampler.of(volume).resample(plane);
    if (sampled.paddedFraction() == 1) {
      throw new InputGeometryException(
          "the model's plane around " + plane.center() + " lies outside the volume");
    }
    float[] hu = symmetry.apply(sampled.hu(), spec.pixels());
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
