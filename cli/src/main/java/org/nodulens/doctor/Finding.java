package org.nodulens.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject what it is: {@code Java}, {@code onnxruntime}
 * @param detail what was found, in one line
 * @param remedy how to mend it, a sentence; empty where nothing is to be mended
 */
public record Finding(State state, String subject, String detail, String remedy) {
  /** How it is with a thing. */
  public enum State {
    /** It runs. */
    OK,
    /** It is not there, and the rest does without it. */
    ABSENT,
    /** It is needed, and does not run. */
    BROKEN
  }

  static Finding ok(String subject, String detail) {
    return new Finding(State.OK, subject, detail, "");
  }

  static Finding absent(String subject, String detail, String remedy) {
    return new Finding(State.ABSENT, subject, detail, remedy);
  }

  static Finding broken(String subject, String detail, String remedy) {
    return new Finding(State.BROKEN, subject, detail, remedy);
  }
}
