package org.nodulens.datasets.regions;

import java.io.IOException;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.DicomLocation;

/** A kind of DICOM object that holds regions. */
public interface RegionFormat {
  /** The name that {@code --dataset} knows. */
  String name();

  String sopClassUid();

  /** What the standard calls such an object, for messages. */
  String object();

  /** What the standard calls a region in it, for messages. */
  String region();

  /**
   * Reads an object, its pixels or points only where that is needed to find faults.
   *
   * @throws DicomFormatException if it is damaged
   */
  RegionObject read(DicomLocation location) throws IOException;
}
