package org.nodulens.dicom.jpeg2000;

import java.nio.ByteBuffer;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;
import org.nodulens.dicom.PixelFormat;

/**
 * SIZ (T.800 A.5.1) of one component.
 *
 * @param image where the image lies on the reference grid
 * @param xTile left edge of the first tile
 */
record ImageSize(
    Area image,
    int xTile,
    int yTile,
    int tileWidth,
    int tileHeight,
    int precision,
    boolean signed) {
  private static final int HIGH_THROUGHPUT = 0x4000;

  /** Far beyond any image: sums of coordinates stay within an int. */
  private static final int LARGEST = 1 << 24;

  private static final int MOST_TILES = 65535;

  static ImageSize read(CodestreamBytes siz) throws DicomFormatException {
    int capabilities = siz.unsignedShort("SIZ");
    if ((capabilities & HIGH_THROUGHPUT) != 0) {
      throw CodestreamBytes.notRead("is high-throughput JPEG 2000 (part 15)");
    }
    int[] grid = new int[8];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (int) Math.min(siz.unsignedInt("SIZ"), LARGEST);
    }
    int components = siz.unsignedShort("SIZ");
    if (components != 1) {
      throw CodestreamBytes.notRead("has " + components + " components, expected 1");
    }
    int depth = siz.unsignedByte("SIZ");
    if (siz.unsignedShort("SIZ") != 0x0101) {
      throw CodestreamBytes.notRead("has a subsampled component");
    }
    Area image = new Area(grid[2], grid[3], grid[0], grid[1]);
    ImageSize size =
        new ImageSize(
            image, grid[6], grid[7], grid[4], grid[5], (depth & 0x7F) + 1, (depth & 0x80) != 0);
    size.requireTiles();
    return size;
  }

  /** The first tile holds the image's first point (T.800 B-3, B-4). */
  private void requireTiles() throws DicomFormatException {
    boolean first =
        xTile <= image.x0()
            && yTile <= image.y0()
            && xTile + tileWidth > image.x0()
            && yTile + tileHeight > image.y0();
    if (image.isEmpty() || image.x1() == LARGEST || image.y1() == LARGEST || !first) {
      throw CodestreamBytes.corrupt("SIZ describes no image: " + this);
    }
    if ((long) tilesAcross() * tilesDown() > MOST_TILES) {
      throw CodestreamBytes.corrupt("SIZ describes more than " + MOST_TILES + " tiles");
    }
  }

  void requireFits(FrameLayout layout) throws DicomFormatException {
    if (image.width() != layout.columns() || image.height() != layout.rows()) {
      throw CodestreamBytes.corrupt(
          "there are %d x %d samples, expected %d x %d"
              .formatted(image.width(), image.height(), layout.columns(), layout.rows()));
    }
    if (precision > layout.format().bitsAllocated()) {
      throw CodestreamBytes.notRead(
          "has samples of %d bits, of which %d are allocated"
              .formatted(precision, layout.format().bitsAllocated()));
    }
  }

  int tilesAcross() {
    return (image.x1() - xTile + tileWidth - 1) / tileWidth;
  }

  int tilesDown() {
    return (image.y1() - yTile + tileHeight - 1) / tileHeight;
  }

  int tiles() {
    return tilesAcross() * tilesDown();
  }

  Area tile(int index) {
    int left = xTile + index % tilesAcross() * tileWidth;
    int top = yTile + index / tilesAcross() * tileHeight;
    return new Area(
        Math.max(left, image.x0()),
        Math.max(top, image.y0()),
        Math.min(left + tileWidth, image.x1()),
        Math.min(top + tileHeight, image.y1()));
  }

  /**
   * The format of the decoded samples. The codestream knows of how many bits it was made, and the
   * header may contradict it; but where it holds more bits than are stored, its samples are whole
   * words, other bits included, and the header tells what is in them. Values are signed if either
   * says so: some encoders take the bits of two's complement for unsigned samples, and the highest
   * of them is the sign.
   */
  PixelFormat format(PixelFormat header) {
    boolean wholeWords = precision > header.bitsStored();
    return wholeWords && (header.signed() || !signed)
        ? header
        : new PixelFormat(
            header.bitsAllocated(), precision, precision - 1, signed || header.signed());
  }

  int lowest() {
    return signed ? -(1 << (precision - 1)) : 0;
  }

  int highest() {
    return lowest() + (1 << precision) - 1;
  }

  /** The segment without its marker; no profile is claimed. */
  byte[] segment() {
    ByteBuffer out = ByteBuffer.allocate(41);
    out.putShort((short) 41).putShort((short) 0);
    out.putInt(image.x1()).putInt(image.y1()).putInt(image.x0()).putInt(image.y0());
    out.putInt(tileWidth).putInt(tileHeight).putInt(xTile).putInt(yTile).putShort((short) 1);
    out.put((byte) ((precision - 1) | (signed ? 0x80 : 0))).put((byte) 1).put((byte) 1);
    return out.array();
  }
}
