package org.nodulens.training;

import java.io.IOException;

/** The same patient, series or image would be trained on and held out. */
public final class LeakException extends IOException {
  private static final long serialVersionUID = 1L;

  LeakException(String message) {
    super(message);
  }
}
