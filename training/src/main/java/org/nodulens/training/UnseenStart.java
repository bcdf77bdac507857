package org.nodulens.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.TrainingPatients;

/**
 * What one training may start from. A backbone that was trained on a patient who is now held out
 * would carry what it learned of him into the figures: then a fold of the backbone that never saw
 * the held-out patients is taken, and where there is none the run fails.
 */
final class UnseenStart {
  private UnseenStart() {}

  /**
   * The first of the backbone's networks, the final one before the folds, that has not seen these
   * crops' patients; a preset has seen nobody.
   *
   * @param part in words, for the message
   * @throws LeakException if every network has seen one of them
   */
  static Start of(Start start, List<CropRecord> heldOut, String part) throws IOException {
    if (!(start instanceof Start.Backbone backbone)) {
      return start;
    }
    List<ModelFolder> networks = new ArrayList<>(List.of(backbone.model()));
    networks.addAll(backbone.model().folds());
    for (ModelFolder network : networks) {
      TrainingPatients seen = network.description().trainingPatients();
      if (heldOut.stream().noneMatch(crop -> seen.contains(crop.patientId()))) {
        return new Start.Backbone(network);
      }
    }
    throw new LeakException(
        "backbone "
            + backbone.model().path()
            + " was trained on patients that "
            + part
            + " would hold out, and none of its folds held them all out; use as many folds and the"
            + " same seed and crops as the backbone, or a backbone that has not seen these patients");
  }

  /** Whom a start has seen. */
  static TrainingPatients patients(Start start) {
    return start instanceof Start.Backbone backbone
        ? backbone.model().description().trainingPatients()
        : TrainingPatients.NONE;
  }
}
