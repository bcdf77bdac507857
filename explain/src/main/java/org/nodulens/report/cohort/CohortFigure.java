package org.nodulens.report.cohort;

import java.util.List;

/**
 * A picture of the report and the numbers in it.
 *
 * @param id of its files, {@code malignancy-roc}
 * @param svg a picture that stands on its own
 * @param caption what it shows, without a number
 * @param csv the numbers, the header first
 */
record CohortFigure(String id, SvgPicture svg, String caption, List<List<String>> csv) {
  CohortFigure {
    csv = csv.stream().map(List::copyOf).toList();
  }
}
