package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in order, from a file or out of a compressed stream. */
interface ByteFeed extends Closeable {
  /** Reads some bytes; -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Passes over bytes, as many as are asked for or as there are; returns how many. */
  long skip(long count) throws IOException;

  /** No more bytes than this follow: exact for a file, a bound for a compressed stream. */
  long atMostLeft();

  /** The compressed bytes that everything comes from, no more than this. */
  long storedBytes();
}
