package org.nodulens.vit;

import org.nodulens.volumeio.FormatException;

/** A model folder, its weights or its description are not what they should be. */
public final class ModelFormatException extends FormatException {
  private static final long serialVersionUID = 1L;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
