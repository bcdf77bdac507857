package org.nodulens.dicom.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

/** A codestream taken apart (T.800 annex A): its headers, and each tile's packets in one piece. */
final class Codestream {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;

  /** SOT with its segment, and SOD. */
  private static final int TILE_PART_HEADER = 14;

  private final ImageSize size;
  private final Segments main;
  private final CodingStyle style;
  private final Quantization quantization;
  private final @Nullable Tile[] tiles;

  /** One tile: the header of its first tile-part, and the packets of all of them. */
  record Tile(Segments header, ByteArrayOutputStream packets, List<Integer> parts) {}

  private Codestream(ImageSize size, Segments main) throws DicomFormatException {
    this.size = size;
    this.main = main;
    this.tiles = new @Nullable Tile[size.tiles()];
    this.style = main.style().orElseThrow(() -> CodestreamBytes.corrupt("COD is missing"));
    this.quantization =
        main.quantization().orElseThrow(() -> CodestreamBytes.corrupt("QCD is missing"));
  }

  static Codestream read(CodestreamBytes in, FrameLayout layout) throws DicomFormatException {
    if (in.unsignedShort("SOC") != SOC || in.unsignedShort("SIZ") != SIZ) {
      throw CodestreamBytes.corrupt("the first markers are not SOC and SIZ");
    }
    ImageSize size = ImageSize.read(in.segment("SIZ"));
    size.requireFits(layout);
    Codestream codestream = new Codestream(size, Segments.readUntil(SOT, in));
    codestream.readTileParts(in);
    codestream.requireWhole();
    return codestream;
  }

  /** From within the first SOT on. A codestream need not have an end marker. */
  private void readTileParts(CodestreamBytes in) throws DicomFormatException {
    int marker = SOT;
    while (marker == SOT) {
      readTilePart(in);
      marker = in.isPadding() ? EOC : in.unsignedShort("a marker");
    }
    if (marker != EOC) {
      throw CodestreamBytes.corrupt("0x%04X comes after a tile-part".formatted(marker));
    }
  }

  private void readTilePart(CodestreamBytes in) throws DicomFormatException {
    int start = in.position() - 2;
    CodestreamBytes sot = in.segment("SOT");
    int index = sot.unsignedShort("SOT");
    long length = sot.unsignedInt("SOT");
    int part = sot.unsignedByte("SOT");
    sot.unsignedByte("SOT"); // how many parts the tile has, or 0
    if (index >= tiles.length || (length != 0 && length < TILE_PART_HEADER)) {
      throw CodestreamBytes.corrupt(
          "there is a tile-part of %d bytes of tile %d of %d"
              .formatted(length, index, tiles.length));
    }
    CodestreamBytes body =
        length == 0
            ? in.withoutTrailing(EOC)
            : in.part(length - (in.position() - start), "a tile-part");
    if (length == 0) {
      in.part(in.remaining(), "the last tile-part");
    }
    add(index, part, Segments.readUntil(SOD, body), body.rest());
  }

  private void add(int index, int part, Segments header, byte[] packets)
      throws DicomFormatException {
    Tile tile = tiles[index];
    if (tile == null) {
      tile = new Tile(header, new ByteArrayOutputStream(packets.length), new ArrayList<>());
      tiles[index] = tile;
    } else if (!header.isEmpty()) {
      throw CodestreamBytes.notRead("changes its coding within a tile");
    }
    if (part != tile.parts().size()) {
      throw CodestreamBytes.corrupt(
          "tile-part %d of tile %d comes as number %d".formatted(part, index, tile.parts().size()));
    }
    tile.parts().add(packets.length);
    tile.packets().writeBytes(packets);
  }

  private void requireWhole() throws DicomFormatException {
    for (int i = 0; i < tiles.length; i++) {
      Tile tile = tiles[i];
      if (tile == null) {
        throw new DicomFormatException(
            "truncated",
            "the JPEG 2000 codestream has no tile %d of %d".formatted(i, tiles.length));
      }
      CodingStyle tileStyle = style(tile);
      if (tileStyle.levels() != style.levels()) {
        throw CodestreamBytes.notRead("has tiles of different decomposition levels");
      }
      tile.header().quantization().orElse(quantization).requireEnoughFor(tileStyle);
      tileStyle.requireBounded(size.tile(i), tile.packets().size());
    }
  }

  /** In force in a tile. */
  CodingStyle style(Tile tile) {
    return tile.header().style().orElse(style);
  }

  ImageSize size() {
    return size;
  }

  Segments main() {
    return main;
  }

  Tile tile(int index) {
    return Objects.requireNonNull(tiles[index]);
  }
}
