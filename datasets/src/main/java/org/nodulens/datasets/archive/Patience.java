package org.nodulens.datasets.archive;

import java.time.Duration;

/**
 * How long an archive is waited for.
 *
 * @param stall longest wait for a connection, for an answer and for the next byte of it
 * @param attempts how often one thing is asked for, at most
 * @param firstPause before the second attempt; doubled before each further one
 * @param longestPause no pause is longer, whatever the server asks for
 */
public record Patience(Duration stall, int attempts, Duration firstPause, Duration longestPause) {
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(120), 5, Duration.ofSeconds(1), Duration.ofMinutes(2));

  public Patience {
    if (stall.isNegative() || stall.isZero() || firstPause.isNegative()) {
      throw new IllegalArgumentException("waits must be above 0, got " + stall);
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt is needed, got " + attempts);
    }
  }

  public Patience withStall(Duration longest) {
    return new Patience(longest, attempts, firstPause, longestPause);
  }
}
