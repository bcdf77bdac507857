package org.nodulens.vit.weights;

import org.nodulens.volumeio.FormatException;

/** The server gives nothing, or what is not taken: asking again is of no use. */
final class RefusedDownloadException extends FormatException {
  private static final long serialVersionUID = 1L;

  RefusedDownloadException(String message) {
    super(message);
  }
}
