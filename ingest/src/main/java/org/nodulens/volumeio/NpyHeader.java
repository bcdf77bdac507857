package org.nodulens.volumeio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Type and shape of a NumPy array file, formats 1 to 3 (NumPy Enhancement Proposal 1 and
 * numpy.lib.format). Holds an array: a class, not a record.
 */
final class NpyHeader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Bytes before the dictionary: magic, version, and a length of two (format 1) or four bytes. */
  static final int LONGEST_PREAMBLE = 12;

  /** A dictionary of three keys is some 100 bytes long; more than this is no such header. */
  static final int LONGEST_DICTIONARY = 1 << 16;

  private static final int ALIGNMENT = 64;

  private final NpyType type;
  private final int[] shape;

  NpyHeader(NpyType type, int... shape) {
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("negative length in shape " + Arrays.toString(shape));
      }
    }
    this.type = type;
    this.shape = shape.clone();
  }

  NpyType type() {
    return type;
  }

  int[] shape() {
    return shape.clone();
  }

  /**
   * @throws ArithmeticException if that is more than a long holds
   */
  long elements() {
    long elements = 1;
    for (int length : shape) {
      elements = Math.multiplyExact(elements, (long) length);
    }
    return elements;
  }

  /**
   * Where the dictionary lies in the file.
   *
   * @param start the file's first bytes, up to {@link #LONGEST_PREAMBLE} of them
   */
  static Range dictionaryRange(byte[] start, String file) throws FormatException {
    if (start.length < 10 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new FormatException(file + " is not a NumPy array: its first bytes are not \\x93NUMPY");
    }
    int version = start[6];
    if (version < 1 || version > 3 || (version > 1 && start.length < LONGEST_PREAMBLE)) {
      throw new FormatException(
          file + " has NumPy format " + version + "; formats 1 to 3 are read here");
    }
    ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int offset = version == 1 ? 10 : LONGEST_PREAMBLE;
    long length =
        version == 1
            ? Short.toUnsignedInt(buffer.getShort(8))
            : Integer.toUnsignedLong(buffer.getInt(8));
    if (length > LONGEST_DICTIONARY) {
      throw new FormatException(
          file
              + " claims a NumPy header of "
              + length
              + " bytes; at most "
              + LONGEST_DICTIONARY
              + " are believed");
    }
    return new Range(offset, (int) length);
  }

  /** Bytes of a file: {@code offset} and {@code length}. */
  record Range(int offset, int length) {
    int end() {
      return offset + length;
    }
  }

  /** The header as format 1, padded with blanks so that the data starts at {@code dataOffset}. */
  byte[] encode(int dataOffset) {
    byte[] text = dictionary().getBytes(StandardCharsets.US_ASCII);
    if (10 + text.length + 1 > dataOffset) {
      throw new IllegalArgumentException(
          "a header of " + text.length + " bytes does not fit before byte " + dataOffset);
    }
    byte[] bytes = new byte[dataOffset];
    Arrays.fill(bytes, (byte) ' ');
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (dataOffset - 10)).put(text);
    bytes[dataOffset - 1] = '\n';
    return bytes;
  }

  /** The first multiple of 64 at which the data can start, as NumPy itself aligns it. */
  int alignedDataOffset() {
    int needed = 10 + dictionary().length() + 1;
    return (needed + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private String dictionary() {
    String lengths =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String tuple = shape.length == 1 ? "(" + lengths + ",)" : "(" + lengths + ")";
    return "{'descr': '"
        + type.descriptor()
        + "', 'fortran_order': False, 'shape': "
        + tuple
        + ", }";
  }
}
