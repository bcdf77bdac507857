package org.nodulens.dicom;

import org.nodulens.volumeio.FormatException;

/** A DICOM file or series is not what it should be. */
public final class DicomFormatException extends FormatException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * What is wrong.
   *
   * @param code the ledger's word for the fault, such as {@code missing-tag}
   */
  public DicomFormatException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
