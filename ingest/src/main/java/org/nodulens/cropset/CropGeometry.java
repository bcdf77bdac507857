package org.nodulens.cropset;

import java.util.Optional;
import org.nodulens.ct.VolumeGeometry;

/**
 * Where a crop lies in the patient, as far as it is known.
 *
 * @param affine present only where all of it is known
 */
public record CropGeometry(
    CropCenter center, CropSpacing spacing, Optional<VolumeGeometry> affine) {

  public static CropGeometry of(VolumeGeometry geometry) {
    return new CropGeometry(
        CropCenter.of(geometry.center()),
        CropSpacing.of(geometry.spacing()),
        Optional.of(geometry));
  }
}
