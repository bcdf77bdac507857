package org.nodulens.dicom;

import java.util.ArrayList;
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

  /** A group, as yet empty, of those that have one thing more in common. */
  SliceGroup narrowed(String more) {
    return new SliceGroup(isWhole() ? more : what + ", " + more, new ArrayList<>());
  }
}
