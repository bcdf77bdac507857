package org.nodulens.cli;

/** A user's mistake: shown as one line, exit status {@link ExitStatus#WRONG_USE}. */
final class UsageException extends RuntimeException {
  /** Says what is wrong, where, and how to mend it, on one line. */
  UsageException(String message) {
    super(message);
  }
}
