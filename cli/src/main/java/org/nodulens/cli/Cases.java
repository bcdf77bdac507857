package org.nodulens.cli;

import java.util.List;
import java.util.Optional;
import org.nodulens.dicom.CtSeries;
import org.nodulens.report.CaseNodule;
import org.nodulens.report.StudyFacts;

/**
 * Nodules to report on, read from disk.
 *
 * @param series that all of them are in; absent where they are of a crop set
 */
record Cases(StudyFacts study, List<CaseNodule> nodules, Optional<CtSeries> series) {
  /** More nodules make a page too large to be sent around. */
  private static final int MOST_NODULES = 20;

  Cases {
    nodules = List.copyOf(nodules);
  }

  /**
   * Refuses none and too many.
   *
   * @param who what names the nodules, in words that go before their number
   * @param option that chooses among them
   */
  static void requireFew(int nodules, String who, String option) {
    if (nodules < 1 || nodules > MOST_NODULES) {
      throw new UsageException(
          who
              + " "
              + nodules
              + " nodules, expected 1 to "
              + MOST_NODULES
              + "; choose by "
              + option);
    }
  }
}
