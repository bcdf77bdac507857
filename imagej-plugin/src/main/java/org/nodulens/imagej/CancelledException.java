package org.nodulens.imagej;

/** The user pressed Escape, or closed a dialog by Cancel. */
final class CancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("cancelled");
  }
}
