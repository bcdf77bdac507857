package org.nodulens.datasets;

import org.nodulens.volumeio.FormatException;

/** A volume file is sound, but not of a shape that crops are cut from. */
final class VolumeShapeException extends FormatException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * What is wrong.
   *
   * @param code the ledger's word for it
   */
  VolumeShapeException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
