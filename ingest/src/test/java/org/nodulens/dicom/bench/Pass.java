package org.nodulens.dicom.bench;

import java.io.IOException;

/** Reads all of the data once. */
@FunctionalInterface
interface Pass {
  /** Returns the seconds that it took. */
  double seconds() throws IOException;
}
