package org.nodulens.datasets.lidc;

import java.util.List;

/**
 * The marks that belong to one nodule.
 *
 * @param marks at least one, in the order in which they were given
 * @param crowded more than four even at the shortest distance: perhaps several nodules
 */
public record NoduleGroup(List<ReaderMark> marks, boolean crowded) {
  public NoduleGroup {
    marks = List.copyOf(marks);
    if (marks.isEmpty()) {
      throw new IllegalArgumentException("a group has at least one mark");
    }
  }

  /** The name of its first mark: unique in the series. */
  public String id() {
    return marks.get(0).id();
  }
}
