package org.nodulens.imagej;

/** The user pressed Escape, or closed a dialog by Cancel. */
final class CancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("cancelled");
  }

  /** After some of several nodules, which stay. */
  CancelledException(CancelledException cause, int done, int of) {
    super("cancelled after " + done + " of " + of + " selections", cause);
  }
}
