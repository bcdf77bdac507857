package org.nodulens.datasets.archive;

import java.time.Duration;

/**
 * Whom to call, as whom, and how long to wait.
 *
 * @param calling what the caller names itself; many a PACS answers only those it knows
 * @param patience the longest silence before the PACS is given up
 */
public record PacsCall(PacsAddress called, AeTitle calling, Duration patience) {
  private static final Duration LONGEST = Duration.ofDays(1);

  public PacsCall {
    if (patience.compareTo(Duration.ofSeconds(1)) < 0 || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "patience must be 1 second to 1 day, got " + patience.toSeconds() + " s");
    }
  }
}
