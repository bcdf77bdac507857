package org.nodulens.cli;

import java.io.IOException;

/**
 * A failure whose own words may name a file, a patient or a UID: only its kind is told, and where
 * in the program it arose.
 */
final class WithheldException extends IOException {
  private WithheldException(String message) {
    super(message);
  }

  static WithheldException of(Exception fault) {
    String what = DiskFault.in(fault.getMessage()).orElse(fault.getClass().getSimpleName());
    WithheldException withheld =
        new WithheldException(
            "failed: "
                + what
                + "; with --pseudonymize no more is said, since it could name a file or a patient:"
                + " the same command without it, to another --out, says all");
    withheld.setStackTrace(fault.getStackTrace());
    return withheld;
  }
}
