package org.nodulens.dicom;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;

/** One slice of a CT series: all that is needed to place it and to read its pixels. */
public final class SliceHeader implements Serializable {
  /** 8192 x 8192: a compressed frame of few bytes must not claim all memory. */
  private static final long MOST_PIXELS = 1L << 26;

  private final DicomLocation location;
  private final int frame;
  private final int framesInObject;
  private final boolean enhanced;
  private final String sopClassUid;
  private final String sopUid;
  private final String transferSyntaxUid;
  private final FrameLayout layout;
  private final SlicePlane plane;
  private final OptionalDouble thicknessMm;
  private final Acquisition acquisition;
  private final PixelPadding padding;
  private final ModalityRescale rescale;
  private final PixelRange pixels;

  private SliceHeader(DicomFile file, DicomAttributes slice, int frame, Sharing sharing)
      throws DicomFormatException {
    this.frame = frame;
    location = file.location();
    framesInObject = Math.max(1, file.groups().frames());
    enhanced = file.groups().frames() > 0;
    transferSyntaxUid = sharing.of(file.transferSyntaxUid());
    sopClassUid =
        sharing.of(
            slice
                .text(Tag.SOP_CLASS_UID)
                .or(() -> slice.text(Tag.MEDIA_STORAGE_SOP_CLASS_UID))
                .orElse(""));
    sopUid = slice.requireText(Tag.SOP_INSTANCE_UID);
    layout = sharing.of(layout(slice));
    plane = SlicePlane.of(slice).sharing(sharing);
    thicknessMm = sharing.of(thicknessMm(slice));
    acquisition = sharing.of(Acquisition.of(slice).sharing(sharing::of));
    padding = sharing.of(PixelPadding.of(slice, layout.format()));
    rescale = sharing.of(ModalityRescale.of(slice));
    pixels = requirePixels(file);
  }

  /**
   * Takes what it needs from a header of one frame.
   *
   * @throws DicomFormatException if a mandatory attribute is missing or makes no sense
   */
  static SliceHeader of(DicomFile file) throws DicomFormatException {
    return allOf(file, new Sharing()).get(0);
  }

  /** As {@link #of(DicomFile)}, of an object whose pixels another program has decoded. */
  static SliceHeader ofDecoded(DicomFile file, Sharing sharing) throws DicomFormatException {
    return new SliceHeader(file, file.attributes(), 0, sharing);
  }

  /**
   * The slices of an object: one for each of its frames.
   *
   * @throws DicomFormatException if a mandatory attribute is missing or makes no sense
   */
  static List<SliceHeader> allOf(DicomFile file, Sharing sharing) throws DicomFormatException {
    DicomAttributes object = file.attributes();
    if (object.requireUnsignedShort(Tag.SAMPLES_PER_PIXEL) != 1) {
      throw new DicomFormatException(
          "pixel-format", "one sample a pixel is read here, not " + object.where());
    }
    if (!PixelDecoders.decodes(file.transferSyntaxUid())) {
      throw DicomFile.notRead(file.location().toString(), file.transferSyntaxUid());
    }
    String frames = object.text(Tag.NUMBER_OF_FRAMES).orElse("1");
    int described = file.groups().frames();
    if (!frames.equals(Integer.toString(Math.max(1, described)))) {
      throw new DicomFormatException(
          "pixel-format",
          Tag.NUMBER_OF_FRAMES
              + " is "
              + frames
              + ", but "
              + described
              + " frames are described one by one, in "
              + object.where());
    }
    if (described == 0) {
      return List.of(new SliceHeader(file, object, 0, sharing));
    }
    List<SliceHeader> slices = new ArrayList<>();
    for (int frame = 0; frame < described; frame++) {
      slices.add(new SliceHeader(file, file.ofFrame(frame), frame, sharing));
    }
    return slices;
  }

  private static FrameLayout layout(DicomAttributes slice) throws DicomFormatException {
    int columns = slice.requireUnsignedShort(Tag.COLUMNS);
    int rows = slice.requireUnsignedShort(Tag.ROWS);
    if (columns == 0 || rows == 0 || (long) columns * rows > MOST_PIXELS) {
      throw new DicomFormatException(
          "pixel-format",
          "frames of " + columns + " x " + rows + " pixels are not read; in " + slice.where());
    }
    return new FrameLayout(columns, rows, PixelFormat.of(slice));
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

  public DicomLocation location() {
    return location;
  }

  /** The file; where the slice lies in a zip archive, the archive. */
  public Path path() {
    return location.file();
  }

  /** Which frame of its object it is, from 0. */
  int frame() {
    return frame;
  }

  int framesInObject() {
    return framesInObject;
  }

  /** Of the object that the slice is in; empty if it does not say. */
  String sopClassUid() {
    return sopClassUid;
  }

  public String sopUid() {
    return sopUid;
  }

  public String transferSyntaxUid() {
    return transferSyntaxUid;
  }

  /** For instance {@code Explicit VR Little Endian}. */
  public String transferSyntaxName() {
    return TransferSyntax.name(transferSyntaxUid);
  }

  /** Whether its object is an enhanced one, which describes its frames one by one. */
  public boolean isEnhanced() {
    return enhanced;
  }

  /** Whether its header says that some values are padding. */
  public boolean hasPadding() {
    return !padding.equals(PixelPadding.NONE);
  }

  public int columns() {
    return layout.columns();
  }

  public int rows() {
    return layout.rows();
  }

  /** Slice Thickness (0018,0050); not the distance of slices, which may overlap or leave gaps. */
  public OptionalDouble thicknessMm() {
    return thicknessMm;
  }

  public Acquisition acquisition() {
    return acquisition;
  }

  public PixelFormat format() {
    return layout.format();
  }

  /** Centre of the slice's first pixel along the slice normal, mm. */
  double alongNormalMm() {
    return plane.position().minus(PatientPoint.ORIGIN).dot(plane.normal());
  }

  FrameLayout layout() {
    return layout;
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
