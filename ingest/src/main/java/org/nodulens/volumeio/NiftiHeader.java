package org.nodulens.volumeio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * The fields of a NIfTI header that a volume needs: nifti1.h (348 bytes) or nifti2.h (540 bytes) of
 * the NIfTI Data Format Working Group, in either byte order. The second has the same fields in
 * wider numbers and another order.
 */
final class NiftiHeader {
  private static final int BYTES_1 = 348;
  private static final int BYTES_2 = 540;

  private final String file;
  private final ByteBuffer bytes;
  private final boolean second;

  private NiftiHeader(String file, ByteBuffer bytes, boolean second) {
    this.file = file;
    this.bytes = bytes;
    this.second = second;
  }

  /** Floating-point fields, by the byte at which the first of them lies. */
  enum Field {
    /** Element 0 tells the handedness of the qform's axes. */
    PIXDIM(76, 104),
    SLOPE(112, 176),
    INTERCEPT(116, 184),
    QUATERNION(256, 352),
    QOFFSET(268, 376),
    /** Three rows of four, one after the other. */
    SROW(280, 400);

    private final int in1;
    private final int in2;

    Field(int in1, int in2) {
      this.in1 = in1;
      this.in2 = in2;
    }
  }

  static NiftiHeader read(ByteSource source) throws IOException {
    String file = source.file().toString();
    byte[] start;
    try (InputStream in = source.open()) {
      start = in.readNBytes(BYTES_2);
    } catch (EOFException | ZipException e) {
      throw new FormatException(file + " is truncated or damaged: it cannot be decompressed", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(start);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      int length = start.length < 4 ? 0 : bytes.order(order).getInt(0);
      if ((length == BYTES_1 || length == BYTES_2) && start.length >= length) {
        NiftiHeader header = new NiftiHeader(file, bytes, length == BYTES_2);
        header.requireMagic();
        return header;
      }
    }
    throw new FormatException(
        file + " is no NIfTI file: it does not start with a header of 348 or 540 bytes");
  }

  private void requireMagic() throws FormatException {
    if (!isOneFile() && !isPair()) {
      throw new FormatException(
          file
              + " is no NIfTI file: its header has no magic"
              + (second ? "" : " (ANALYZE 7.5 knows no orientation and is not read)"));
    }
  }

  String file() {
    return file;
  }

  /** Length of the header. */
  int length() {
    return second ? BYTES_2 : BYTES_1;
  }

  ByteOrder order() {
    return bytes.order();
  }

  /** Whether the voxels are in the same file. */
  boolean isOneFile() {
    return hasMagic('+');
  }

  /** Whether the voxels are in a file of their own. */
  boolean isPair() {
    return hasMagic('i');
  }

  private boolean hasMagic(char kind) {
    String magic = second ? "n" + kind + "2\0\r\n\032\n" : "n" + kind + "1\0";
    for (int i = 0; i < magic.length(); i++) {
      if (bytes.get((second ? 4 : 344) + i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The number of dimensions at 0; then the voxels along each of up to seven. */
  long count(int dimension) {
    return second ? bytes.getLong(16 + 8 * dimension) : bytes.getShort(40 + 2 * dimension);
  }

  int dataType() {
    return bytes.getShort(second ? 12 : 70);
  }

  double number(Field field, int index) {
    return second ? bytes.getDouble(field.in2 + 8 * index) : bytes.getFloat(field.in1 + 4 * index);
  }

  /** Byte of the file with the voxels at which they start. */
  double voxelOffset() {
    return second ? bytes.getLong(168) : bytes.getFloat(108);
  }

  /** Of space in the lowest three bits. */
  int units() {
    return second ? bytes.getInt(500) : bytes.get(123);
  }

  int qformCode() {
    return second ? bytes.getInt(344) : bytes.getShort(252);
  }

  int sformCode() {
    return second ? bytes.getInt(348) : bytes.getShort(254);
  }
}
