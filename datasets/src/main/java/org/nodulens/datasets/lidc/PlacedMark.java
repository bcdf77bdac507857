package org.nodulens.datasets.lidc;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.nodule.PixelContour;

/**
 * A mark whose slices were found in its series.
 *
 * @param mark only what lies on a slice, its z counted from the first slice along the slice axis
 * @param contoursBySlice its lines, single points left out
 * @param flags doubts
 */
record PlacedMark(
    ReaderMark mark, Map<Integer, List<PixelContour>> contoursBySlice, Set<String> flags) {
  PlacedMark {
    contoursBySlice = Map.copyOf(contoursBySlice);
    flags = Set.copyOf(flags);
  }
}
