package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;

/** One slice of a CT series: all that is needed to place it and to read its pixels. */
public final class SliceHeader {
  private final Path path;
  private final String sopUid;
  private final String transferSyntaxUid;
  private final int columns;
  private final int rows;
  private final SlicePlane plane;
  private final OptionalDouble thicknessMm;
  private final Acquisition acquisition;
  private final PixelFormat format;
  private final PixelPadding padding;
  private final ModalityRescale rescale;
  private final PixelRange pixels;

  private SliceHeader(DicomFile file) throws DicomFormatException {
    DicomAttributes slice = file.attributes();
    path = file.path();
    transferSyntaxUid = file.transferSyntaxUid();
    sopUid = slice.requireText(Tag.SOP_INSTANCE_UID);
    columns = slice.requireUnsignedShort(Tag.COLUMNS);
    rows = slice.requireUnsignedShort(Tag.ROWS);
    plane = SlicePlane.of(slice);
    thicknessMm = thicknessMm(slice);
    acquisition = Acquisition.of(slice);
    format = PixelFormat.of(slice);
    padding = PixelPadding.of(slice, format);
    rescale = ModalityRescale.of(slice);
    pixels = requirePixels(file);
  }

  /**
   * Takes what it needs from a header.
   *
   * @throws DicomFormatException if a mandatory attribute is missing or makes no sense
   */
  static SliceHeader of(DicomFile file) throws DicomFormatException {
    DicomAttributes slice = file.attributes();
    if (slice.requireUnsignedShort(Tag.SAMPLES_PER_PIXEL) != 1
        || !slice.text(Tag.NUMBER_OF_FRAMES).orElse("1").equals("1")) {
      throw new DicomFormatException(
          "pixel-format", "one frame of one sample a pixel is read here, not " + slice.where());
    }
    if (!PixelDecoders.decodes(file.transferSyntaxUid())) {
      throw DicomFile.notRead(file.path(), file.transferSyntaxUid());
    }
    return new SliceHeader(file);
  }

  /** Nothing is placed by it, so a missing or senseless one rejects no slice. */
  private static OptionalDouble thicknessMm(DicomAttributes slice) {
    try {
      double mm = slice.requireNumber(Tag.SLICE_THICKNESS);
      return mm > 0 && mm <= 1e3 ? OptionalDouble.of(mm) : OptionalDouble.empty();
    } catch (DicomFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static PixelRange requirePixels(DicomFile file) throws DicomFormatException {
    return file.pixels()
        .orElseThrow(
            () ->
                new DicomFormatException(
                    "missing-tag",
                    Tag.PIXEL_DATA + " is missing or empty in " + file.attributes().where()));
  }

  public Path path() {
    return path;
  }

  public String sopUid() {
    return sopUid;
  }

  public String transferSyntaxUid() {
    return transferSyntaxUid;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /** Slice Thickness (0018,0050); not the distance of slices, which may overlap or leave gaps. */
  public OptionalDouble thicknessMm() {
    return thicknessMm;
  }

  public Acquisition acquisition() {
    return acquisition;
  }

  public PixelFormat format() {
    return format;
  }

  /** Centre of the slice's first pixel along the slice normal, mm. */
  double alongNormalMm() {
    return plane.position().minus(PatientPoint.ORIGIN).dot(plane.normal());
  }

  SlicePlane plane() {
    return plane;
  }

  PixelPadding padding() {
    return padding;
  }

  ModalityRescale rescale() {
    return rescale;
  }

  PixelRange pixels() {
    return pixels;
  }
}
