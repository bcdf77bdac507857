package org.nodulens.datasets.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Takes instances from a PACS. */
@FunctionalInterface
public interface InstanceSink {
  /** An instance as a DICOM file (PS3.10), readable once. */
  @FunctionalInterface
  interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Takes an instance, or does not even look at it.
   *
   * @param sopUid as the PACS gave it: unchecked
   * @return whether it is kept; the PACS is told
   * @throws IOException if it cannot be written: there is no sense in going on
   */
  boolean take(String sopUid, Content content) throws IOException;
}
