package org.nodulens.vit;

import java.io.IOException;

/** Every network at hand was trained on the patient to be scored. */
public final class SeenPatientException extends IOException {
  private static final long serialVersionUID = 1L;

  public SeenPatientException(String message) {
    super(message);
  }
}
