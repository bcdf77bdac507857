package org.nodulens.spark.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file that is being written from start to end. */
final class WrittenChannel implements SeekableByteChannel {
  private final OutputStream out;
  private final String name;
  private long position;
  private boolean open = true;

  WrittenChannel(OutputStream out, String name) {
    this.out = out;
    this.name = name;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    out.write(bytes);
    position += bytes.length;
    return bytes.length;
  }

  @Override
  public int read(ByteBuffer into) {
    throw new NonReadableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    throw oneWay();
  }

  @Override
  public long size() {
    return position;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw oneWay();
  }

  private UnsupportedOperationException oneWay() {
    return new UnsupportedOperationException(name + " is written from start to end");
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      out.close();
    }
  }
}
