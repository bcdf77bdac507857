package org.nodulens.datasets.archive;

import java.util.List;
import org.nodulens.cropset.Rejection;

/** What became of a series that was asked for. */
sealed interface FetchOutcome {
  /** Entries of its zip archive that are none of its images. */
  List<Rejection> entries();

  /**
   * It is there.
   *
   * @param before whether it was before this run
   */
  record Kept(SeriesRecord series, boolean before, List<Rejection> entries)
      implements FetchOutcome {}

  /**
   * It is not.
   *
   * @param passing whether the network or the server is to blame, so that a later run may have it
   */
  record Rejected(Rejection series, boolean passing, List<Rejection> entries)
      implements FetchOutcome {}
}
