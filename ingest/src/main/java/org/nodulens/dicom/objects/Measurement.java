package org.nodulens.dicom.objects;

import java.util.Optional;
import org.nodulens.dicom.CodedTerm;

/**
 * A number about a nodule.
 *
 * @param value in {@code units}
 * @param derivation such as {@link Codes#MEAN}, of what is computed from many values
 * @param algorithm what predicted it; absent of what was measured on the outline
 */
public record Measurement(
    CodedTerm concept,
    double value,
    CodedTerm units,
    Optional<CodedTerm> derivation,
    Optional<Algorithm> algorithm) {
  public Measurement {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(concept.meaning() + " must be finite, got " + value);
    }
  }

  /** On the nodule's outline. */
  public static Measurement measured(CodedTerm concept, double value, CodedTerm units) {
    return new Measurement(concept, value, units, Optional.empty(), Optional.empty());
  }

  /** The mean of the Hounsfield units in the nodule's outline. */
  public static Measurement meanHu(double hu) {
    return new Measurement(
        Codes.ATTENUATION, hu, Codes.HU, Optional.of(Codes.MEAN), Optional.empty());
  }

  /** By a model. */
  public static Measurement predicted(
      CodedTerm concept, double value, CodedTerm units, Algorithm by) {
    return new Measurement(concept, value, units, Optional.empty(), Optional.of(by));
  }
}
