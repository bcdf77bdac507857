package org.nodulens.dicom.jpeg2000;

import org.nodulens.dicom.DicomFormatException;

/** COD (T.800 A.6.1), with what a tile that is so coded asks of a decoder. */
final class CodingStyle {
  private static final int HIGH_THROUGHPUT = 0x40;

  /** Sixteen halvings leave one pixel of the largest DICOM frame. */
  private static final int MOST_LEVELS = 16;

  private static final int MOST_LAYERS = 1024;

  private final int layers;
  private final int levels;

  /** Base 2 logarithms of a code-block's sides. */
  private final int blockWidthLog;

  private final int blockHeightLog;

  /** Of each resolution level: in the low half-byte of the width, in the high one of the height. */
  private final int[] precinctLogs;

  private CodingStyle(
      int layers, int levels, int blockWidthLog, int blockHeightLog, int[] precinctLogs) {
    this.layers = layers;
    this.levels = levels;
    this.blockWidthLog = blockWidthLog;
    this.blockHeightLog = blockHeightLog;
    this.precinctLogs = precinctLogs;
  }

  static CodingStyle read(CodestreamBytes cod) throws DicomFormatException {
    int style = cod.unsignedByte("COD");
    int progression = cod.unsignedByte("COD");
    int layers = cod.unsignedShort("COD");
    cod.unsignedByte("COD"); // multiple components, of which there are none
    int levels = cod.unsignedByte("COD");
    int widthLog = cod.unsignedByte("COD") + 2;
    int heightLog = cod.unsignedByte("COD") + 2;
    int blockStyle = cod.unsignedByte("COD");
    int transform = cod.unsignedByte("COD");
    if ((blockStyle & HIGH_THROUGHPUT) != 0) {
      throw CodestreamBytes.notRead("has code-blocks of high-throughput JPEG 2000 (part 15)");
    }
    if (levels > MOST_LEVELS || layers > MOST_LAYERS) {
      throw CodestreamBytes.notRead(
          "has %d decomposition levels and %d layers; %d and %d are read"
              .formatted(levels, layers, MOST_LEVELS, MOST_LAYERS));
    }
    boolean blocks = widthLog <= 10 && heightLog <= 10 && widthLog + heightLog <= 12;
    if (style > 7
        || progression > 4
        || layers == 0
        || !blocks
        || blockStyle > 0x3F
        || transform > 1) {
      throw CodestreamBytes.corrupt("COD makes no sense");
    }
    int[] precincts = readPrecincts(cod, (style & 1) != 0, levels);
    return new CodingStyle(layers, levels, widthLog, heightLog, precincts);
  }

  private static int[] readPrecincts(CodestreamBytes cod, boolean given, int levels)
      throws DicomFormatException {
    int[] precincts = new int[levels + 1];
    for (int i = 0; i <= levels; i++) {
      precincts[i] = given ? cod.unsignedByte("COD") : 0xFF;
      boolean halved = i > 0;
      if (halved && ((precincts[i] & 0xF) == 0 || precincts[i] >> 4 == 0)) {
        throw CodestreamBytes.corrupt("a precinct is too small to be halved");
      }
    }
    if (cod.remaining() != 0) {
      throw CodestreamBytes.corrupt("COD does not fill the length that it gives");
    }
    return precincts;
  }

  /**
   * Holds what a tile will ask for against its size. Each packet takes a byte at the least.
   *
   * @param bodyLength of its packets
   */
  void requireBounded(Area tile, int bodyLength) throws DicomFormatException {
    long packets = packets(tile);
    if (packets > bodyLength) {
      throw new DicomFormatException(
          "truncated",
          "in the JPEG 2000 codestream, a tile of %d packets has %d bytes"
              .formatted(packets, bodyLength));
    }
    long blocks = codeBlocks(tile);
    if (packets / layers > 4096 + tile.pixels() / 64
        || blocks > 4096 + tile.pixels() / 4
        || blocks * layers > 65536 + tile.pixels()) {
      throw CodestreamBytes.notRead(
          "has %d precincts and %d code-blocks in %d layers for %d pixels"
              .formatted(packets / layers, blocks, layers, tile.pixels()));
    }
  }

  int levels() {
    return levels;
  }

  /** Precincts of all resolution levels, times the layers. */
  long packets(Area tile) {
    long precincts = 0;
    for (int r = 0; r <= levels; r++) {
      precincts += resolution(tile, r).cells(precinctLogs[r] & 0xF, precinctLogs[r] >> 4);
    }
    return precincts * layers;
  }

  private Area resolution(Area tile, int r) {
    return tile.sampled(levels - r, 0, 0);
  }

  private long codeBlocks(Area tile) {
    long blocks = codeBlocks(resolution(tile, 0), 0, 0);
    for (int r = 1; r <= levels; r++) {
      int level = levels - r + 1;
      blocks += codeBlocks(tile.sampled(level, 1, 0), r, 1);
      blocks += codeBlocks(tile.sampled(level, 0, 1), r, 1);
      blocks += codeBlocks(tile.sampled(level, 1, 1), r, 1);
    }
    return blocks;
  }

  /** A code-block lies within one precinct, which a subband has the half of (T.800 B-17). */
  private long codeBlocks(Area subband, int r, int halvings) {
    int widthLog = Math.min(blockWidthLog, (precinctLogs[r] & 0xF) - halvings);
    int heightLog = Math.min(blockHeightLog, (precinctLogs[r] >> 4) - halvings);
    return subband.cells(widthLog, heightLog);
  }
}
