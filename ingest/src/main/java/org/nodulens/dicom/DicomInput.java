package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A DICOM object's bytes in order; every length is held against what can be left. What is read is
 * named in messages, and made a text only then.
 */
final class DicomInput implements Closeable {
  private static final int WINDOW = 1 << 13;

  private final String name;
  private final ByteBuffer window =
      ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private ByteFeed feed;
  private long windowStart;

  private DicomInput(ByteFeed feed, String name) {
    this.feed = feed;
    this.name = name;
  }

  static DicomInput of(ByteFeed feed, String name) {
    return new DicomInput(feed, name);
  }

  String name() {
    return name;
  }

  /** Of numbers; little endian at first. */
  void order(ByteOrder order) {
    window.order(order);
  }

  ByteOrder order() {
    return window.order();
  }

  /** From here on everything is deflated; positions start at 0 again. */
  void inflate() {
    byte[] ahead = new byte[window.remaining()];
    window.get(ahead);
    feed = InflatedFeed.of(name, feed, ahead);
    window.clear().limit(0);
    windowStart = 0;
  }

  long position() {
    return windowStart + window.position();
  }

  /** No more than this is left: exact for a file, a bound for a compressed stream. */
  long atMostLeft() {
    return window.remaining() + feed.atMostLeft();
  }

  /** Of the file, or of the compressed stream that everything comes from. */
  long storedBytes() {
    return feed.storedBytes();
  }

  boolean atEnd() throws IOException {
    return !window.hasRemaining() && !fill(1);
  }

  int unsignedShort(Object what) throws IOException {
    need(2, what);
    return Short.toUnsignedInt(window.getShort());
  }

  int peekUnsignedShort(Object what) throws IOException {
    need(2, what);
    return Short.toUnsignedInt(window.getShort(window.position()));
  }

  long peekUnsignedInt(Object what) throws IOException {
    need(4, what);
    return Integer.toUnsignedLong(window.getInt(window.position()));
  }

  long unsignedInt(Object what) throws IOException {
    need(4, what);
    return Integer.toUnsignedLong(window.getInt());
  }

  byte[] bytes(int length, Object what) throws IOException {
    require(length, what);
    byte[] bytes = new byte[length];
    if (length <= window.remaining()) {
      window.get(bytes);
    } else {
      read(ByteBuffer.wrap(bytes), what);
    }
    return bytes;
  }

  /** Fills the buffer, from position to limit. */
  void read(ByteBuffer into, Object what) throws IOException {
    int ahead = Math.min(into.remaining(), window.remaining());
    into.put(window.slice(window.position(), ahead));
    window.position(window.position() + ahead);
    if (!into.hasRemaining()) {
      return;
    }
    windowStart = position();
    window.clear().limit(0);
    while (into.hasRemaining()) {
      int count = feed.read(into);
      if (count < 0) {
        throw endsBefore(into.remaining(), what);
      }
      windowStart += count;
    }
  }

  void skip(long length, Object what) throws IOException {
    require(length, what);
    if (length <= window.remaining()) {
      window.position(window.position() + (int) length);
      return;
    }
    long beyond = length - window.remaining();
    windowStart = position() + length;
    window.clear().limit(0);
    long skipped = feed.skip(beyond);
    if (skipped < beyond) {
      windowStart -= beyond - skipped;
      throw endsBefore(beyond - skipped, what);
    }
  }

  /** Refuses a length that leads beyond the end. */
  void require(long length, Object what) throws DicomFormatException {
    if (length > atMostLeft()) {
      throw truncated(length, what, atMostLeft());
    }
  }

  private void need(int bytes, Object what) throws IOException {
    if (window.remaining() < bytes && !fill(bytes)) {
      throw truncated(bytes, what, window.remaining());
    }
  }

  private boolean fill(int needed) throws IOException {
    windowStart = position();
    window.compact();
    boolean enough = true;
    while (enough && window.position() < needed) {
      enough = feed.read(window) >= 0;
    }
    window.flip();
    return enough;
  }

  private DicomFormatException endsBefore(long missing, Object what) {
    return new DicomFormatException(
        "truncated", name + " is truncated: " + what + " lacks its last " + missing + " bytes");
  }

  private DicomFormatException truncated(long length, Object what, long left) {
    return new DicomFormatException(
        "truncated",
        name
            + " is truncated: "
            + what
            + " needs "
            + length
            + " bytes at byte "
            + position()
            + ", the file has "
            + left
            + " left");
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
