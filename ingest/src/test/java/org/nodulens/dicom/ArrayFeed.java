package org.nodulens.dicom;

import java.nio.ByteBuffer;

/** Bytes in memory in the place of a file's. */
final class ArrayFeed implements ByteFeed {
  private final ByteBuffer bytes;

  private ArrayFeed(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  static DicomInput input(byte[] bytes) {
    return DicomInput.of(new ArrayFeed(bytes), "fuzzed");
  }

  @Override
  public int read(ByteBuffer into) {
    if (!bytes.hasRemaining() && into.hasRemaining()) {
      return -1;
    }
    int count = Math.min(into.remaining(), bytes.remaining());
    into.put(bytes.slice(bytes.position(), count));
    bytes.position(bytes.position() + count);
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.min(count, bytes.remaining());
    bytes.position(bytes.position() + (int) skipped);
    return skipped;
  }

  @Override
  public long atMostLeft() {
    return bytes.remaining();
  }

  @Override
  public long storedBytes() {
    return bytes.capacity();
  }

  @Override
  public void close() {}
}
