package org.nodulens.work;

import java.nio.file.Path;

/**
 * Pieces to be done together.
 *
 * @param task what is done, for people
 * @param scratch an own folder for results that wait for their turn, kept when a run is killed;
 *     every process must see it under this path
 * @param fingerprint of all pieces and what goes into them: results of other plans are not used
 * @param first number of the first piece: those before it were done in an earlier run
 * @param pieces in the order of their results; gone through once
 * @param <T> a piece's result
 */
public record WorkPlan<T>(
    String task, Path scratch, String fingerprint, int first, Iterable<? extends Work<T>> pieces) {
  public WorkPlan {
    if (first < 0) {
      throw new IllegalArgumentException("the first piece has no number " + first);
    }
  }
}
