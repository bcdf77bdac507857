package org.nodulens.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of a DICOM file (PS3.10), read up to its pixels. */
public final class DicomFile {
  private static final int PREAMBLE = 128;
  private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final DicomAttributes attributes;
  private final String transferSyntaxUid;
  private final @Nullable PixelRange pixels;

  private DicomFile(
      Path path,
      DicomAttributes attributes,
      String transferSyntaxUid,
      @Nullable PixelRange pixels) {
    this.path = path;
    this.attributes = attributes;
    this.transferSyntaxUid = transferSyntaxUid;
    this.pixels = pixels;
  }

  /**
   * Reads all that comes before Pixel Data (7FE0,0010), and no pixel.
   *
   * @throws DicomFormatException {@code not-dicom}, {@code truncated}, {@code malformed}, {@code
   *     transfer-syntax} or {@code missing-tag}
   */
  public static DicomFile readHeader(Path path) throws IOException {
    try (DicomInput in = DicomInput.open(path)) {
      requireMagic(in);
      DataSetReader reader = new DataSetReader(in);
      reader.readMeta();
      DicomAttributes meta = new DicomAttributes(path.toString(), reader.kept());
      String syntax = meta.requireText(Tag.TRANSFER_SYNTAX_UID);
      if (!TransferSyntax.hasLittleEndianHeader(syntax)) {
        throw notRead(path, syntax);
      }
      reader.readUntilPixels(!syntax.equals(TransferSyntax.IMPLICIT_LITTLE_ENDIAN));
      DicomAttributes attributes = new DicomAttributes(path.toString(), reader.kept());
      return new DicomFile(path, attributes, syntax, reader.pixels().orElse(null));
    }
  }

  private static void requireMagic(DicomInput in) throws IOException {
    if (in.remaining() >= PREAMBLE + MAGIC.length) {
      in.skip(PREAMBLE, "the preamble");
      if (Arrays.equals(in.bytes(MAGIC.length, "the prefix"), MAGIC)) {
        return;
      }
    }
    throw new DicomFormatException(
        "not-dicom", in.name() + " is no DICOM file: no DICM at byte 128");
  }

  static DicomFormatException notRead(Path path, String transferSyntaxUid) {
    return new DicomFormatException(
        "transfer-syntax",
        path
            + " is stored as "
            + TransferSyntax.describe(transferSyntaxUid)
            + ", which this version does not read");
  }

  public Path path() {
    return path;
  }

  public DicomAttributes attributes() {
    return attributes;
  }

  public String transferSyntaxUid() {
    return transferSyntaxUid;
  }

  Optional<PixelRange> pixels() {
    return Optional.ofNullable(pixels);
  }
}
