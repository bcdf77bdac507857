package org.nodulens.datasets.regions;

import java.util.List;
import org.nodulens.dicom.DicomLocation;

/**
 * The objects of one series.
 *
 * @param locations in order of path
 */
record SeriesObjects(List<DicomLocation> locations, RegionFormat format, NameChoice choice) {
  SeriesObjects {
    locations = List.copyOf(locations);
  }
}
