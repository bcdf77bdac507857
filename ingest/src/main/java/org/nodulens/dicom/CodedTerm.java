package org.nodulens.dicom;

import java.util.List;
import java.util.Optional;

/**
 * A concept by its code (PS3.3 8.8).
 *
 * @param scheme that the code is of, such as {@code SCT}
 * @param meaning in words
 */
public record CodedTerm(String scheme, String value, String meaning) {
  /** The first item of a code sequence; absent if it has none, or one without a code. */
  static Optional<CodedTerm> first(List<DicomItem> items) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    DicomAttributes code = items.get(0).attributes();
    String value = code.text(Tag.CODE_VALUE).orElse("");
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CodedTerm(
                code.text(Tag.CODING_SCHEME).orElse(""),
                value,
                code.text(Tag.CODE_MEANING).orElse("")));
  }

  /**
   * The item of a code sequence that says it.
   *
   * @throws IllegalArgumentException if a part is too long for its attribute, or no plain ASCII
   */
  public DicomDataSet item() {
    return new DicomDataSet()
        .text(WrittenAttribute.CODE_VALUE, value)
        .text(WrittenAttribute.CODING_SCHEME, scheme)
        .text(WrittenAttribute.CODE_MEANING, meaning);
  }
}
