package org.nodulens.dicom;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a slice says of how it was made, beside its pixels and their place. All of it is optional,
 * and nothing is computed from it: it tells slices apart and is shown.
 */
public final class Acquisition implements Serializable {
  private static final List<Tag> TAGS =
      List.of(
          Tag.STUDY_INSTANCE_UID,
          Tag.FRAME_OF_REFERENCE_UID,
          Tag.MANUFACTURER,
          Tag.MANUFACTURER_MODEL,
          Tag.PATIENT_POSITION,
          Tag.GANTRY_TILT,
          Tag.IMAGE_TYPE,
          Tag.CONVOLUTION_KERNEL,
          Tag.KVP,
          Tag.ACQUISITION_NUMBER,
          Tag.TEMPORAL_POSITION,
          Tag.TRIGGER_TIME,
          Tag.ACQUISITION_TIME);

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x80-\\x9F]");

  private static final int LONGEST = 256;

  private final @Nullable String[] texts;

  private Acquisition(@Nullable String[] texts) {
    this.texts = texts;
  }

  static Acquisition of(DicomAttributes slice) {
    @Nullable String[] texts = new String[TAGS.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = slice.text(TAGS.get(i)).map(Acquisition::shown).orElse(null);
    }
    return new Acquisition(texts);
  }

  /** Texts are shown to people: without control characters, and no longer than any is meant to. */
  private static String shown(String text) {
    String plain = CONTROL.matcher(text).replaceAll("?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }

  /**
   * The same with texts that may be shared: slices of a series differ in few of them.
   *
   * @param shared gives, for each text, one that is equal to it
   */
  Acquisition sharing(UnaryOperator<String> shared) {
    @Nullable String[] same = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i];
      same[i] = text == null ? null : shared.apply(text);
    }
    return new Acquisition(same);
  }

  /**
   * As it is written.
   *
   * @throws IllegalArgumentException if the attribute is not one of those that are held
   */
  Optional<String> text(Tag tag) {
    int at = TAGS.indexOf(tag);
    if (at < 0) {
      throw new IllegalArgumentException(tag + " is not held");
    }
    return Optional.ofNullable(texts[at]);
  }

  public Optional<String> studyUid() {
    return text(Tag.STUDY_INSTANCE_UID);
  }

  public Optional<String> frameOfReferenceUid() {
    return text(Tag.FRAME_OF_REFERENCE_UID);
  }

  public Optional<String> manufacturer() {
    return text(Tag.MANUFACTURER);
  }

  public Optional<String> model() {
    return text(Tag.MANUFACTURER_MODEL);
  }

  /** The manufacturer's name of the reconstruction filter. */
  public Optional<String> kernel() {
    return text(Tag.CONVOLUTION_KERNEL);
  }

  /** How the patient lay: {@code HFS}, {@code FFS} and so on; positions need it not. */
  public Optional<String> patientPosition() {
    return text(Tag.PATIENT_POSITION);
  }

  /** What the scanner says of its tilt, which the slices' positions need not confirm. */
  public OptionalDouble gantryTiltDegrees() {
    try {
      double degrees = text(Tag.GANTRY_TILT).map(Double::parseDouble).orElse(Double.NaN);
      return Double.isFinite(degrees) ? OptionalDouble.of(degrees) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Acquisition that && Arrays.equals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(texts);
  }
}
