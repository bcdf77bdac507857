package org.nodulens.datasets.archive;

import java.io.IOException;
import java.util.Objects;

/** An entry of a zip archive is not what it should be; the others may be. */
final class BadEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * What is wrong.
   *
   * @param code the ledger's word for it
   */
  BadEntryException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
