package org.nodulens.spark.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A file that is read by position. A window of it is in memory: at first 64 KiB, which hold the
 * header of a slice, and four times as much, up to 4 MiB, wherever reading goes on behind it. So a
 * header is one request, and a slice of 512 x 512 is three.
 */
final class HadoopChannel extends FileChannel {
  private static final int FIRST_WINDOW = 1 << 16;
  private static final int LARGEST_WINDOW = 1 << 22;

  private final Path path;
  private final FSDataInputStream in;
  private final long size;
  private byte[] window = new byte[0];
  private long windowStart;
  private long position;

  private HadoopChannel(Path path, FSDataInputStream in, long size) {
    this.path = path;
    this.in = in;
    this.size = size;
  }

  static HadoopChannel open(Path path, FileSystem files, org.apache.hadoop.fs.Path file)
      throws IOException {
    return StorageFault.told(
        path,
        () -> {
          long size = files.getFileStatus(file).getLen();
          FSDataInputStream in =
              FutureIO.awaitFuture(
                  files
                      .openFile(file)
                      .opt("fs.option.openfile.read.policy", "random")
                      .opt("fs.option.openfile.length", Long.toString(size))
                      .build());
          return new HadoopChannel(path, in, size);
        });
  }

  @Override
  public synchronized int read(ByteBuffer into, long from) throws IOException {
    if (from >= size) {
      return -1;
    }
    if (from < windowStart || from >= windowStart + window.length) {
      fill(from);
    }
    int offset = (int) (from - windowStart);
    int count = Math.min(into.remaining(), window.length - offset);
    into.put(window, offset, count);
    return count;
  }

  private void fill(long from) throws IOException {
    boolean goesOn = window.length > 0 && from == windowStart + window.length;
    int most = goesOn ? Math.min(LARGEST_WINDOW, 4 * window.length) : FIRST_WINDOW;
    byte[] bytes = new byte[(int) Math.min(most, size - from)];
    StorageFault.told(
        path,
        () -> {
          in.readFully(from, bytes);
          return bytes;
        });
    window = bytes;
    windowStart = from;
  }

  @Override
  public synchronized int read(ByteBuffer into) throws IOException {
    int count = read(into, position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public synchronized long read(ByteBuffer[] into, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      int count = read(into[i]);
      if (count < 0) {
        return total == 0 ? -1 : total;
      }
      total += count;
    }
    return total;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized FileChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
    ByteBuffer some = ByteBuffer.allocate((int) Math.min(FIRST_WINDOW, count));
    int read = read(some, from);
    return read < 0 ? 0 : target.write(some.flip());
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long to, long count) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer from, long to) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public void force(boolean metaData) {}

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long count) {
    throw new UnsupportedOperationException(path + " cannot be mapped into memory");
  }

  @Override
  public FileLock lock(long from, long count, boolean shared) {
    throw new UnsupportedOperationException(path + " cannot be locked");
  }

  @Override
  public FileLock tryLock(long from, long count, boolean shared) {
    throw new UnsupportedOperationException(path + " cannot be locked");
  }

  @Override
  protected void implCloseChannel() throws IOException {
    in.close();
  }
}
