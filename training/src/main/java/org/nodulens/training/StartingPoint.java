package org.nodulens.training;

import java.io.IOException;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.VitWeights;

/** The trunk that a training starts from, with the way it sees. */
final class StartingPoint {
  private static final long FOR_WEIGHTS = 1;

  private StartingPoint() {}

  /** A preset sees with the mean and deviation of these crops; a backbone as it always did. */
  static TrainedModel of(Start start, CropSet set, List<CropRecord> crops, long seed)
      throws IOException {
    if (start instanceof Start.Preset preset) {
      VitWeights random = RandomWeights.of(preset.config(), Seeds.mix(seed, FOR_WEIGHTS));
      return new TrainedModel(InputOfPreset.of(preset.config(), set, crops), random);
    }
    ModelFolder backbone = ((Start.Backbone) start).model();
    return new TrainedModel(backbone.description().input(), backbone.weights());
  }
}
