package org.nodulens.imagej;

/** The user pressed Escape, or closed a dialog by Cancel. */
final class CancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("cancelled");
  }

  /** What was done before stays. */
  private CancelledException(String message) {
    super(message);
  }

  /** After some of several nodules. */
  static CancelledException after(int done, int of) {
    return new CancelledException("cancelled after " + done + " of " + of + " selections");
  }
}
