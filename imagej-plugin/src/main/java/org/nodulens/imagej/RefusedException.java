package org.nodulens.imagej;

/** The user asked for what cannot be done; the message says why and what would help. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
