package org.nodulens.cli;

import java.io.IOException;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.NoduleSample;

/** Crops of a set as nodules to explain. */
final class CropSamples {
  private CropSamples() {}

  static NoduleSample of(CropSet set, CropRecord crop) throws IOException {
    return new NoduleSample(
        crop.cropId(),
        crop.patientId(),
        set.volume(crop),
        set.center(crop),
        crop.affine().isPresent());
  }
}
