package org.nodulens.vit.weights;

import java.util.Optional;
import java.util.OptionalInt;
import org.nodulens.vit.PositionResize;

/**
 * What a file of weights may leave open.
 *
 * @param branch of a training checkpoint
 * @param heads where neither config.json nor the width says
 * @param positionResize instead of what the file's kind suggests
 * @param pixels side of the input at which the model shall run; the weights stay as they are
 * @param fieldOfViewMm height of the image in the patient
 */
public record ImportOptions(
    Branch branch,
    OptionalInt heads,
    Optional<PositionResize> positionResize,
    OptionalInt pixels,
    double fieldOfViewMm) {

  /** Fits inside crops of 33 mm or more, as in training from random weights. */
  public static final double USUAL_FIELD_OF_VIEW_MM = 32;

  /** The teacher, and everything else as the file says. */
  public static final ImportOptions DEFAULT =
      new ImportOptions(
          Branch.TEACHER,
          OptionalInt.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          USUAL_FIELD_OF_VIEW_MM);

  public ImportOptions {
    if (heads.isPresent() && heads.getAsInt() < 1) {
      throw new IllegalArgumentException("heads must be at least 1, got " + heads.getAsInt());
    }
    if (pixels.isPresent() && pixels.getAsInt() < 1) {
      throw new IllegalArgumentException("pixels must be at least 1, got " + pixels.getAsInt());
    }
    if (!(fieldOfViewMm > 0 && Double.isFinite(fieldOfViewMm))) {
      throw new IllegalArgumentException("field of view must be > 0 mm, got " + fieldOfViewMm);
    }
  }
}
