package org.nodulens.explain;

import java.io.IOException;

/** A point lies outside the series that it was given for; the message names the series' range. */
public final class PointOutsideException extends IOException {
  private static final long serialVersionUID = 1L;

  public PointOutsideException(String message) {
    super(message);
  }
}
