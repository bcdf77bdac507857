package org.nodulens.dicom;

import org.nodulens.volumeio.FormatException;

/** There are several series where one is meant; the message names them. */
public final class SeveralSeriesException extends FormatException {
  private static final long serialVersionUID = 1L;

  SeveralSeriesException(String message) {
    super(message);
  }
}
