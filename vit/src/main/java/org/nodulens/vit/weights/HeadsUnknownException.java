package org.nodulens.vit.weights;

import org.nodulens.volumeio.FormatException;

/** Neither the file nor its config.json says how many attention heads there are: ask the user. */
public final class HeadsUnknownException extends FormatException {
  private static final long serialVersionUID = 1L;

  HeadsUnknownException(String message) {
    super(message);
  }
}
