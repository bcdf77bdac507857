package org.nodulens.datasets.archive;

import java.io.IOException;
import java.util.Objects;

/** A PACS could not be reached, refused, or broke off. The message names it and says what to do. */
public final class PacsException extends IOException {
  private static final long serialVersionUID = 1L;

  public PacsException(String message) {
    super(message);
  }

  public PacsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is always given. */
  public String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
