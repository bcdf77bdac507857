package org.nodulens.explain;

import java.io.IOException;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;

/**
 * A nodule to be explained: a volume that holds it and its centre in that volume.
 *
 * @param patientId decides which network may speak; empty if unknown
 * @param placed whether the volume's geometry is the patient's, not a stand-in
 */
public record NoduleSample(
    String cropId, String patientId, CtVolume volume, PatientPoint center, boolean placed) {
  /** A crop of a set. */
  public static NoduleSample of(CropSet set, CropRecord crop) throws IOException {
    return new NoduleSample(
        crop.cropId(),
        crop.patientId(),
        set.volume(crop),
        set.center(crop),
        crop.affine().isPresent());
  }
}
