package org.nodulens.volumeio;

import java.io.IOException;
import java.io.OutputStream;

/** One of the files that a volume is written as. */
public record VolumePart(String fileName, Content content) {

  /** The bytes of a file; the same ones each time. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }
}
