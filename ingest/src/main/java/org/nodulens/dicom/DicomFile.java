package org.nodulens.dicom;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header of a DICOM object (PS3.10), read up to its pixels. */
public final class DicomFile {
  private static final int PREAMBLE = 128;
  private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);

  private final DicomLocation location;
  private final DicomAttributes attributes;
  private final String transferSyntaxUid;
  private final FunctionalGroups groups;
  private final Map<SequenceTag, List<DicomItem>> sequences;
  private final @Nullable PixelRange pixels;

  private DicomFile(
      DicomLocation location,
      DicomAttributes attributes,
      String transferSyntaxUid,
      DataSetReader read,
      @Nullable PixelRange pixels) {
    this.location = location;
    this.attributes = attributes;
    this.transferSyntaxUid = transferSyntaxUid;
    this.groups = read.groups();
    this.sequences = read.sequences();
    this.pixels = pixels;
  }

  private DicomFile(DicomLocation location, DicomAttributes attributes, String transferSyntaxUid) {
    this.location = location;
    this.attributes = attributes;
    this.transferSyntaxUid = transferSyntaxUid;
    this.groups = new FunctionalGroups();
    this.sequences = Map.of();
    this.pixels = new PixelRange(0, 0, 0, false);
  }

  /**
   * An object of one frame whose pixels are elsewhere.
   *
   * @param name for messages
   */
  static DicomFile ofAttributes(String name, Map<Tag, byte[]> values) throws DicomFormatException {
    DicomAttributes attributes = new DicomAttributes(name, values);
    return new DicomFile(
        DicomLocation.of(Path.of(name)),
        attributes,
        attributes.requireText(Tag.TRANSFER_SYNTAX_UID));
  }

  /**
   * Reads all that comes before Pixel Data (7FE0,0010), and no pixel.
   *
   * @throws DicomFormatException {@code not-dicom}, {@code truncated}, {@code malformed}, {@code
   *     transfer-syntax}, {@code missing-tag} or {@code inflates-too-far}
   */
  public static DicomFile readHeader(Path path) throws IOException {
    return readHeader(DicomLocation.of(path));
  }

  static DicomFile readHeader(DicomLocation location) throws IOException {
    return readHeader(location, Set.of());
  }

  /** As {@link #readHeader(Path)}, and keeps some sequences too. */
  static DicomFile readHeader(DicomLocation location, Set<SequenceTag> sequences)
      throws IOException {
    try (DicomInput in = location.open()) {
      return readHeader(location, in, sequences);
    }
  }

  static DicomFile readHeader(DicomLocation location, DicomInput in) throws IOException {
    return readHeader(location, in, Set.of());
  }

  private static DicomFile readHeader(
      DicomLocation location, DicomInput in, Set<SequenceTag> sequences) throws IOException {
    requireMagic(in);
    Map<Tag, byte[]> kept = DataSetReader.readMeta(in);
    String syntax = new DicomAttributes(in.name(), kept).requireText(Tag.TRANSFER_SYNTAX_UID);
    long start = in.position();
    try {
      openDataSet(in, syntax);
      DataSetReader read =
          DataSetReader.readUntilPixels(in, TransferSyntax.isExplicit(syntax), sequences);
      kept.putAll(read.kept());
      return new DicomFile(
          location,
          new DicomAttributes(in.name(), kept),
          syntax,
          read,
          read.pixels().map(range -> range.inDataSetAt(start)).orElse(null));
    } catch (DicomFormatException e) {
      // Nobody knows how a private syntax writes its elements.
      throw PixelDecoders.decodes(syntax) ? e : notRead(in.name(), syntax);
    }
  }

  /** Takes the input from the end of the meta information into the data set. */
  static void openDataSet(DicomInput in, String transferSyntaxUid) {
    if (transferSyntaxUid.equals(TransferSyntax.DEFLATED)) {
      in.inflate();
    } else if (transferSyntaxUid.equals(TransferSyntax.EXPLICIT_BIG_ENDIAN)) {
      in.order(ByteOrder.BIG_ENDIAN);
    }
  }

  private static void requireMagic(DicomInput in) throws IOException {
    if (in.atMostLeft() >= PREAMBLE + MAGIC.length) {
      in.skip(PREAMBLE, "the preamble");
      if (Arrays.equals(in.bytes(MAGIC.length, "the prefix"), MAGIC)) {
        return;
      }
    }
    throw new DicomFormatException(
        "not-dicom", in.name() + " is no DICOM file: no DICM at byte 128");
  }

  static DicomFormatException notRead(String name, String transferSyntaxUid) {
    return new DicomFormatException(
        "transfer-syntax",
        name
            + " is stored as "
            + TransferSyntax.describe(transferSyntaxUid)
            + ", which is not read here; it needs "
            + TransferSyntax.need(transferSyntaxUid));
  }

  public DicomLocation location() {
    return location;
  }

  /** Of the object; what an enhanced one says of its frames is not among them. */
  public DicomAttributes attributes() {
    return attributes;
  }

  public String transferSyntaxUid() {
    return transferSyntaxUid;
  }

  FunctionalGroups groups() {
    return groups;
  }

  /** The object's attributes with those of one of its frames, counted from 0. */
  DicomAttributes ofFrame(int frame) {
    return attributes.ofFrame(groups, frame);
  }

  /** The items of a sequence that was kept; none if it is not there. */
  List<DicomItem> items(SequenceTag sequence) {
    return sequences.getOrDefault(sequence, List.of());
  }

  Optional<PixelRange> pixels() {
    return Optional.ofNullable(pixels);
  }
}
