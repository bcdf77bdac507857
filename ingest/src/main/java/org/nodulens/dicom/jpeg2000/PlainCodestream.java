package org.nodulens.dicom.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * A codestream written anew: each tile in one tile-part, followed by a zero for each of its
 * packets. A zero is an empty packet, so a reader that misses some finds them there: it stops
 * beyond the end of the packets, and only then is known to have read what is not.
 */
final class PlainCodestream {
  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;

  private PlainCodestream(byte[] bytes, int[] starts, int[] ends) {
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
  }

  static PlainCodestream of(Codestream codestream) {
    ImageSize size = codestream.size();
    int[] starts = new int[size.tiles()];
    int[] ends = new int[size.tiles()];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51});
    out.writeBytes(size.segment());
    out.writeBytes(codestream.main().plain());
    for (int i = 0; i < starts.length; i++) {
      Codestream.Tile tile = codestream.tile(i);
      byte[] header = tile.header().plain();
      int spare = (int) codestream.style(tile).packets(size.tile(i));
      out.writeBytes(startOfTile(i, 14 + header.length + tile.packets().size() + spare));
      out.writeBytes(header);
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0x93});
      starts[i] = out.size();
      out.writeBytes(tile.packets().toByteArray());
      ends[i] = out.size();
      out.writeBytes(new byte[spare]);
    }
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return new PlainCodestream(out.toByteArray(), starts, ends);
  }

  private static byte[] startOfTile(int index, int length) {
    return ByteBuffer.allocate(12)
        .putShort((short) 0xFF90)
        .putShort((short) 10)
        .putShort((short) index)
        .putInt(length)
        .put((byte) 0)
        .put((byte) 1)
        .array();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where a tile's packets begin. */
  int start(int tile) {
    return starts[tile];
  }

  /** Where they end, and the zeros begin. */
  int end(int tile) {
    return ends[tile];
  }
}
