package org.nodulens.volumeio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A NumPy array on disk, little endian and in C order. Opening reads the header alone and holds it
 * against the file's length; rows are mapped into memory piece by piece, so that a file may be
 * larger than 2 GiB; of a file that is on no disk, rows are read when they are asked for. Safe for
 * use by several threads.
 */
public final class NpyFile {
  /** The most that is mapped at once. */
  private static final long SEGMENT_BYTES = 1L << 30;

  private final Path path;
  private final NpyHeader header;
  private final long dataOffset;
  private final int rowBytes;
  private final int rowsPerSegment;
  private final AtomicReferenceArray<@Nullable ByteBuffer> segments;

  private NpyFile(Path path, NpyHeader header, long dataOffset) throws FormatException {
    this.path = path;
    this.header = header;
    this.dataOffset = dataOffset;
    long rows = rows();
    long bytes = rows == 0 ? 0 : header.elements() / rows * header.type().bytes();
    if (bytes > SEGMENT_BYTES) {
      throw new FormatException(
          path + " has rows of " + bytes + " bytes; up to " + SEGMENT_BYTES + " are read here");
    }
    this.rowBytes = (int) bytes;
    this.rowsPerSegment = (int) Math.max(1, SEGMENT_BYTES / Math.max(1, bytes));
    this.segments =
        new AtomicReferenceArray<>((int) ((rows + rowsPerSegment - 1) / rowsPerSegment));
  }

  /**
   * Reads the header.
   *
   * @throws FormatException if the file is no array of a type in {@link NpyType}, or shorter than
   *     its header says
   */
  public static NpyFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      String name = path.toString();
      byte[] start = read(channel, 0, (int) Math.min(NpyHeader.LONGEST_PREAMBLE, channel.size()));
      NpyHeader.Range range = NpyHeader.dictionaryRange(start, name);
      if (range.end() > channel.size()) {
        throw new FormatException(
            name
                + " is truncated: its header ends at byte "
                + range.end()
                + ", the file at byte "
                + channel.size());
      }
      byte[] text = read(channel, range.offset(), range.length());
      NpyHeader header = NpyDictionary.parse(new String(text, StandardCharsets.UTF_8), name);
      requireLength(header, range.end(), channel.size(), name);
      return new NpyFile(path, header, range.end());
    }
  }

  private static void requireLength(NpyHeader header, long offset, long size, String name)
      throws FormatException {
    long most = (size - offset) / header.type().bytes();
    long elements;
    try {
      elements = header.elements();
    } catch (ArithmeticException e) {
      elements = Long.MAX_VALUE;
    }
    if (elements > most) {
      throw new FormatException(
          name
              + " is truncated: its header promises "
              + elements
              + " elements of "
              + header.type().bytes()
              + " bytes, the file holds "
              + most);
    }
  }

  public Path path() {
    return path;
  }

  public NpyType dtype() {
    return header.type();
  }

  /** The array's lengths, outermost first; empty for a scalar. A copy. */
  public int[] shape() {
    return header.shape();
  }

  /** The outermost length; 1 for a scalar. */
  public int rows() {
    int[] shape = header.shape();
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Row {@code row} of the outermost dimension: read only, little endian, position 0. */
  public ByteBuffer row(long row) throws IOException {
    if (row < 0 || row >= rows()) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows() + " in " + path);
    }
    if (!isOnDisk()) {
      return unmapped(row, 1).order(ByteOrder.LITTLE_ENDIAN);
    }
    int segment = (int) (row / rowsPerSegment);
    int offset = (int) (row % rowsPerSegment) * rowBytes;
    return segment(segment).slice(offset, rowBytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private boolean isOnDisk() {
    return path.getFileSystem().equals(FileSystems.getDefault());
  }

  /** Rows of a file that only its own file system can read: a copy. */
  private ByteBuffer unmapped(long firstRow, long rows) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long start = dataOffset + firstRow * rowBytes;
      return ByteBuffer.wrap(read(channel, start, (int) (rows * rowBytes))).asReadOnlyBuffer();
    }
  }

  private synchronized ByteBuffer segment(int index) throws IOException {
    ByteBuffer mapped = segments.get(index);
    if (mapped == null) {
      long firstRow = (long) index * rowsPerSegment;
      long rows = Math.min(rowsPerSegment, rows() - firstRow);
      if (!isOnDisk()) {
        return unmapped(firstRow, rows);
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        mapped =
            channel.map(
                FileChannel.MapMode.READ_ONLY, dataOffset + firstRow * rowBytes, rows * rowBytes);
      }
      segments.set(index, mapped);
    }
    return mapped;
  }

  /** The whole array, of any of the types, C order. */
  public float[] floats() throws IOException {
    float[] values = new float[elementCount()];
    forEachSegment((bytes, first) -> NpyElements.copy(dtype(), bytes, values, first));
    return values;
  }

  /** The whole array, of any of the types, C order. */
  public double[] doubles() throws IOException {
    double[] values = new double[elementCount()];
    forEachSegment((bytes, first) -> NpyElements.copy(dtype(), bytes, values, first));
    return values;
  }

  private void forEachSegment(SegmentReader reader) throws IOException {
    int first = 0;
    for (int i = 0; i < segments.length(); i++) {
      ByteBuffer bytes = segment(i).duplicate().order(ByteOrder.LITTLE_ENDIAN);
      reader.read(bytes, first);
      first += bytes.remaining() / dtype().bytes();
    }
  }

  private interface SegmentReader {
    void read(ByteBuffer bytes, int first);
  }

  private int elementCount() throws FormatException {
    long elements = header.elements();
    if (elements > Integer.MAX_VALUE - 8) {
      throw new FormatException(path + " has " + elements + " elements: too many to load whole");
    }
    return (int) elements;
  }

  public static void write(Path path, int[] shape, float[] values) throws IOException {
    NpyWriter.writeWhole(path, new NpyHeader(NpyType.FLOAT32, shape), values);
  }

  public static void write(Path path, int[] shape, double[] values) throws IOException {
    NpyWriter.writeWhole(path, new NpyHeader(NpyType.FLOAT64, shape), values);
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("file ends while it is being read");
      }
    }
    return buffer.array();
  }
}
