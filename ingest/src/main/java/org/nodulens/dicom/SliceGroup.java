package org.nodulens.dicom;

import java.util.List;

/**
 * Slices that have something in common.
 *
 * @param what it is; empty for the whole series
 */
record SliceGroup(String what, List<SliceHeader> slices) {
  boolean isWhole() {
    return what.isEmpty();
  }

  /** Some of them, which have one thing more in common. */
  SliceGroup narrowed(String more, List<SliceHeader> those) {
    return new SliceGroup(isWhole() ? more : what + ", " + more, those);
  }
}
