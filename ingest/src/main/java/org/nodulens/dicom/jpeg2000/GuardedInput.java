package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import jj2000.j2k.io.EndianType;
import jj2000.j2k.io.RandomAccessIO;

/**
 * What the library reads from. It never runs past the end, and while it looks for a tile's packets
 * it goes forward only, so that no byte is in two packets.
 */
final class GuardedInput implements RandomAccessIO {
  /** The two bytes that it reads to see whether they are the marker SOP. */
  private static final int LOOK_AHEAD = 2;

  private final ByteBuffer bytes;
  private int packets = -1;
  private boolean forward;
  private int lastRead;

  GuardedInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** The library is outside of the codestream, or goes back in it. */
  static final class Astray extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Astray(int position) {
      super("byte " + position + " was asked for");
    }
  }

  /** From its first packet on the library may go forward only. */
  void guardFrom(int firstPacket) {
    packets = firstPacket;
  }

  /** The library may read the packets that it found in any order. */
  void unguard() {
    packets = -1;
    forward = false;
  }

  @Override
  public void seek(int position) {
    boolean back = forward && position < bytes.position() - LOOK_AHEAD;
    if (position < 0 || position > bytes.limit() || back) {
      throw new Astray(position);
    }
    forward = forward || position == packets;
    lastRead = 0;
    bytes.position(position);
  }

  @Override
  public int getPos() {
    return bytes.position();
  }

  @Override
  public int length() {
    return bytes.limit();
  }

  private ByteBuffer next(int count) {
    if (count > bytes.remaining()) {
      throw new Astray(bytes.limit());
    }
    return bytes;
  }

  /** In a packet's header no 0xFF follows another; the library would read ones without an end. */
  @Override
  public int read() {
    int value = Byte.toUnsignedInt(next(1).get());
    if (value == 0xFF && lastRead == 0xFF) {
      throw new Astray(bytes.position());
    }
    lastRead = value;
    return value;
  }

  @Override
  public void readFully(byte[] into, int offset, int count) {
    next(count).get(into, offset, count);
  }

  @Override
  public byte readByte() {
    return next(1).get();
  }

  @Override
  public int readUnsignedByte() {
    return read();
  }

  @Override
  public short readShort() {
    return next(2).getShort();
  }

  @Override
  public int readUnsignedShort() {
    return Short.toUnsignedInt(readShort());
  }

  @Override
  public int readInt() {
    return next(4).getInt();
  }

  @Override
  public long readUnsignedInt() {
    return Integer.toUnsignedLong(readInt());
  }

  @Override
  public long readLong() {
    return next(8).getLong();
  }

  @Override
  public float readFloat() {
    return next(4).getFloat();
  }

  @Override
  public double readDouble() {
    return next(8).getDouble();
  }

  @Override
  public int skipBytes(int count) {
    seek(getPos() + count);
    return count;
  }

  @Override
  public int getByteOrdering() {
    return EndianType.BIG_ENDIAN;
  }

  @Override
  public void close() {}

  @Override
  public void flush() {}

  @Override
  public void write(int value) {
    throw readOnly();
  }

  @Override
  public void writeByte(int value) {
    throw readOnly();
  }

  @Override
  public void writeShort(int value) {
    throw readOnly();
  }

  @Override
  public void writeInt(int value) {
    throw readOnly();
  }

  @Override
  public void writeLong(long value) {
    throw readOnly();
  }

  @Override
  public void writeFloat(float value) {
    throw readOnly();
  }

  @Override
  public void writeDouble(double value) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a codestream is read only");
  }
}
