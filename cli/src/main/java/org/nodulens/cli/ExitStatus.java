package org.nodulens.cli;

/** What {@code nodulens} returns to the shell. */
final class ExitStatus {
  /** Finished; rejections are counted on the last line and listed in the ledger. */
  static final int FINISHED = 0;

  /** Failed, or nothing kept. */
  static final int FAILED = 1;

  /** Wrong use: an unknown option, a missing value, an {@code --out} that is refused. */
  static final int WRONG_USE = 2;

  private ExitStatus() {}
}
