package org.nodulens.vit;

import java.io.IOException;

/** A volume cannot serve the view that a model asks for. */
public final class InputGeometryException extends IOException {
  private static final long serialVersionUID = 1L;

  public InputGeometryException(String message) {
    super(message);
  }
}
