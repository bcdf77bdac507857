package org.nodulens.volumeio;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Writes a NumPy array row by row. The header's place is kept free and filled with the number of
 * rows when the writer is closed; the bytes depend on the rows alone. An existing file is replaced.
 */
public final class NpyWriter implements Closeable, Flushable {
  private static final int CHUNK = 1 << 16;

  private final NpyType type;
  private final int[] rowShape;
  private final int rowElements;
  private final int dataOffset;
  private final FileChannel channel;
  private final OutputStream out;
  private int rows;

  private NpyWriter(Path path, FileChannel channel, NpyType type, int... rowShape) {
    this.channel = channel;
    this.type = type;
    this.rowShape = rowShape.clone();
    this.rowElements = Math.toIntExact(new NpyHeader(type, rowShape).elements());
    this.dataOffset = header(Integer.MAX_VALUE).alignedDataOffset();
    this.out = new BufferedOutputStream(naming(path, channel), CHUNK);
  }

  /**
   * Starts an array of no rows yet.
   *
   * @param rowShape the shape of what {@code append} takes, without the outermost dimension
   */
  public static NpyWriter create(Path path, NpyType type, int... rowShape) throws IOException {
    FileChannel channel = open(path);
    try {
      NpyWriter writer = new NpyWriter(path, channel, type, rowShape);
      writer.out.write(writer.header(0).encode(writer.dataOffset));
      return writer;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Goes on with an array that was not finished.
   *
   * @param keptRows rows that stay; what lies behind them is cut off
   * @param rowShape as it was created with
   */
  public static NpyWriter resume(Path path, NpyType type, int keptRows, int... rowShape)
      throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    try {
      NpyWriter writer = new NpyWriter(path, channel, type, rowShape);
      long kept = writer.dataOffset + (long) keptRows * writer.rowElements * type.bytes();
      if (channel.size() < kept) {
        throw new FormatException(
            path + " is truncated: it held " + kept + " bytes and has " + channel.size());
      }
      channel.truncate(kept).position(kept);
      writer.rows = keptRows;
      return writer;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Hands over to the file what was appended. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static OutputStream naming(Path path, FileChannel channel) {
    return FileOutput.naming(path, Channels.newOutputStream(channel));
  }

  public int rows() {
    return rows;
  }

  public void append(short[] row) throws IOException {
    require(NpyType.INT16, row.length);
    write(NpyElements.bytes(row));
  }

  public void append(byte[] row) throws IOException {
    require(NpyType.UINT8, row.length);
    write(row);
  }

  public void append(float[] row) throws IOException {
    require(NpyType.FLOAT32, row.length);
    write(NpyElements.bytes(row, 0, row.length));
  }

  private void write(byte[] row) throws IOException {
    out.write(row);
    rows = Math.addExact(rows, 1);
  }

  private void require(NpyType given, int elements) {
    if (given != type || elements != rowElements) {
      throw new IllegalArgumentException(
          "expected a row of " + rowElements + " " + type + ", got " + elements + " " + given);
    }
  }

  private NpyHeader header(int rowCount) {
    int[] shape = new int[rowShape.length + 1];
    shape[0] = rowCount;
    System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
    return new NpyHeader(type, shape);
  }

  /** Writes what is left, and the number of rows. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (FileChannel closing = channel) {
      out.flush();
      ByteBuffer header = ByteBuffer.wrap(header(rows).encode(dataOffset));
      while (header.hasRemaining()) {
        closing.write(header, header.position());
      }
    }
  }

  static void writeWhole(Path path, NpyHeader header, float[] values) throws IOException {
    writeWhole(path, header, values.length, (from, to) -> NpyElements.bytes(values, from, to));
  }

  static void writeWhole(Path path, NpyHeader header, double[] values) throws IOException {
    writeWhole(path, header, values.length, (from, to) -> NpyElements.bytes(values, from, to));
  }

  private interface Chunks {
    byte[] bytes(int from, int to);
  }

  private static void writeWhole(Path path, NpyHeader header, int count, Chunks chunks)
      throws IOException {
    if (header.elements() != count) {
      throw new IllegalArgumentException(
          count + " elements do not fill shape " + Arrays.toString(header.shape()));
    }
    try (OutputStream out = naming(path, open(path))) {
      out.write(header.encode(header.alignedDataOffset()));
      for (int from = 0; from < count; from += Math.min(CHUNK, count - from)) {
        out.write(chunks.bytes(from, from + Math.min(CHUNK, count - from)));
      }
    }
  }
}
