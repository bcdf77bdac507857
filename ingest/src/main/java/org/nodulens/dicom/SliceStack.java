package org.nodulens.dicom;

import java.util.List;
import org.nodulens.ct.VolumeGeometry;

/**
 * Slices that make a volume: in ascending order along row x column direction, evenly spaced.
 *
 * @param geometry whose slice axis slants where the gantry was tilted
 */
record SliceStack(List<SliceHeader> slices, VolumeGeometry geometry) {
  SliceStack {
    slices = List.copyOf(slices);
  }

  boolean isTilted() {
    return !geometry.axes().isUpright();
  }
}
