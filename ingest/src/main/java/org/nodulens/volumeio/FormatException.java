package org.nodulens.volumeio;

import java.io.IOException;
import java.util.Objects;

/**
 * A file's content is not what it should be. The message names the file or series, what was
 * expected, what was found and where; never a patient's name.
 */
public class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message, which is always given. */
  public final String reason() {
    return Objects.requireNonNull(getMessage());
  }
}
