package org.nodulens.explain;

import java.io.IOException;

/** A method needs an engine that is not on the class path; the message names both. */
public final class EngineAbsentException extends IOException {
  private static final long serialVersionUID = 1L;

  public EngineAbsentException(String message) {
    super(message);
  }
}
