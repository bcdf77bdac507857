package org.nodulens.datasets.regions;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.ObjectReferences;

/** One object with the regions that were drawn in it. */
public interface RegionObject {
  ObjectReferences references();

  /** In order of number. */
  List<Region> regions();

  /**
   * Draws regions on the voxels of a series.
   *
   * @param numbers of the regions wanted
   * @return one for each of them, in order of number
   * @throws DicomFormatException if none of them can be read
   */
  List<DrawnRegion> draw(CtSeries series, Set<Integer> numbers) throws IOException;
}
