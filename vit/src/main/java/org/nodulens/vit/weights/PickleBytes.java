package org.nodulens.vit.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.nodulens.vit.ModelFormatException;

/** The bytes of a pickle, read from the front; every length is held against what is left. */
final class PickleBytes {
  private final ByteBuffer bytes;
  private final String where;

  PickleBytes(ByteBuffer bytes, String where) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
  }

  String where() {
    return where;
  }

  int unsignedByte() throws ModelFormatException {
    requireLeft(1);
    return bytes.get() & 0xff;
  }

  int unsignedShort() throws ModelFormatException {
    requireLeft(2);
    return bytes.getShort() & 0xffff;
  }

  int signedInt() throws ModelFormatException {
    requireLeft(4);
    return bytes.getInt();
  }

  long unsignedInt() throws ModelFormatException {
    return signedInt() & 0xffffffffL;
  }

  long signedLong() throws ModelFormatException {
    requireLeft(8);
    return bytes.getLong();
  }

  /** The next bytes as UTF-8; lone surrogates and other faults become replacement characters. */
  String text(long length) throws ModelFormatException {
    requireLeft(length);
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The rest of the line, without its end. */
  String line() throws ModelFormatException {
    int start = bytes.position();
    int at = start;
    while (at < bytes.limit() && bytes.get(at) != '\n') {
      at++;
    }
    if (at == bytes.limit()) {
      throw fault("a line without an end");
    }
    String line = text(at - start);
    bytes.get();
    return line;
  }

  void skip(long length) throws ModelFormatException {
    requireLeft(length);
    bytes.position(bytes.position() + (int) length);
  }

  /** A little-endian two's complement integer; empty where it does not fit a long. */
  OptionalLong integer(long length) throws ModelFormatException {
    requireLeft(length);
    if (length > Long.BYTES) {
      skip(length);
      return OptionalLong.empty();
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) unsignedByte() << (8 * i);
    }
    int unused = Long.SIZE - 8 * (int) length;
    return OptionalLong.of(unused == Long.SIZE ? 0 : (value << unused) >> unused);
  }

  /** Holds a length against what is left; a negative one is an unsigned one that is too large. */
  void requireLeft(long length) throws ModelFormatException {
    if (length < 0 || length > bytes.remaining()) {
      throw fault(
          "something of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + bytes.remaining()
              + " are left");
    }
  }

  /** A fault at the present place. */
  ModelFormatException fault(String what) {
    return new ModelFormatException(
        where + ": its pickle has " + what + ", before byte " + bytes.position());
  }
}
