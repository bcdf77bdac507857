package org.nodulens.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file's bytes in order, little endian; every length is held against what is left. */
final class DicomInput implements Closeable {
  private static final int WINDOW = 1 << 13;

  private final FileChannel channel;
  private final String name;
  private final long end;
  private final ByteBuffer window =
      ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long windowStart;

  private DicomInput(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    this.end = channel.size();
  }

  static DicomInput open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new DicomInput(channel, file.toString());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  long position() {
    return windowStart + window.position();
  }

  long remaining() {
    return end - position();
  }

  int unsignedShort(String what) throws IOException {
    require(2, what);
    fill(2);
    return Short.toUnsignedInt(window.getShort());
  }

  int peekUnsignedShort(String what) throws IOException {
    require(2, what);
    fill(2);
    return Short.toUnsignedInt(window.getShort(window.position()));
  }

  long unsignedInt(String what) throws IOException {
    require(4, what);
    fill(4);
    return Integer.toUnsignedLong(window.getInt());
  }

  byte[] bytes(int length, String what) throws IOException {
    require(length, what);
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      fill(1);
      int count = Math.min(length - at, window.remaining());
      window.get(bytes, at, count);
      at += count;
    }
    return bytes;
  }

  void skip(long length, String what) throws IOException {
    require(length, what);
    if (length <= window.remaining()) {
      window.position(window.position() + (int) length);
    } else {
      windowStart = position() + length;
      window.clear().limit(0);
    }
  }

  /** Refuses a length that leads beyond the end. */
  void require(long length, String what) throws DicomFormatException {
    if (length > remaining()) {
      throw new DicomFormatException(
          "truncated",
          name
              + " is truncated: "
              + what
              + " needs "
              + length
              + " bytes at byte "
              + position()
              + ", the file has "
              + remaining()
              + " left");
    }
  }

  private void fill(int needed) throws IOException {
    if (window.remaining() >= needed) {
      return;
    }
    windowStart = position();
    window.compact();
    while (window.position() < needed) {
      if (channel.read(window, windowStart + window.position()) < 0) {
        throw new DicomFormatException("truncated", name + " became shorter while it was read");
      }
    }
    window.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
