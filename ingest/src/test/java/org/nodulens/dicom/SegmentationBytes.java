package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the bytes of small segmentations: frames of 3 x 3 pixels of 2 mm, so that no frame but the
 * first begins with a byte.
 */
final class SegmentationBytes {
  static final int PIXELS = 9;

  private final boolean explicit;
  private final int bits;
  private final List<DicomBytes> frames = new ArrayList<>();
  private final List<int[]> pixels = new ArrayList<>();
  private final List<DicomBytes> segments = new ArrayList<>();

  private SegmentationBytes(boolean explicit, int bits) {
    this.explicit = explicit;
    this.bits = bits;
  }

  static SegmentationBytes binary(boolean explicit) {
    return new SegmentationBytes(explicit, 1);
  }

  static SegmentationBytes fractional() {
    return new SegmentationBytes(true, 8);
  }

  private DicomBytes item() {
    return DicomBytes.item(explicit, false);
  }

  SegmentationBytes segment(int number, String label) {
    DicomBytes code =
        item()
            .text(Tag.CODE_VALUE, "SH", "27925004")
            .text(Tag.CODING_SCHEME, "SH", "SCT")
            .text(Tag.CODE_MEANING, "LO", "Nodule");
    segments.add(
        item()
            .number(Tag.SEGMENT_NUMBER, number)
            .text(Tag.SEGMENT_LABEL, "LO", label)
            .sequence(SequenceTag.SEGMENTED_PROPERTY_TYPE.number(), code)
            .text(Tag.TRACKING_ID, "UT", "lesion 1"));
    return this;
  }

  /** One of a segment's frames, nine values. */
  SegmentationBytes frame(int segment, double zMm, int... values) {
    return frameAt(segment, "-10\\20\\" + zMm, values);
  }

  SegmentationBytes frameAt(int segment, String position, int... values) {
    frames.add(
        item()
            .sequence(0x00209113, item().text(Tag.IMAGE_POSITION, "DS", position))
            .sequence(0x0062000A, item().number(Tag.REFERENCED_SEGMENT_NUMBER, segment)));
    pixels.add(values);
    return this;
  }

  DicomBytes object() {
    DicomBytes measures = item().text(Tag.PIXEL_SPACING, "DS", "2\\2");
    return object(measures);
  }

  /** With what it says of pixels and slices. */
  DicomBytes object(DicomBytes measures) {
    DicomBytes series =
        item()
            .text(Tag.SERIES_INSTANCE_UID, "UI", "1.2.3")
            .sequence(
                SequenceTag.REFERENCED_INSTANCE.number(),
                item().text(Tag.REFERENCED_SOP_INSTANCE_UID, "UI", "1.2.3.4"));
    DicomBytes shared =
        item()
            .sequence(0x00289110, measures)
            .sequence(0x00209116, item().text(Tag.IMAGE_ORIENTATION, "DS", "1\\0\\0\\0\\1\\0"));
    return item()
        .text(Tag.SOP_CLASS_UID, "UI", Segmentation.SOP_CLASS_UID)
        .text(Tag.SOP_INSTANCE_UID, "UI", "1.7")
        .text(Tag.MODALITY, "CS", "SEG")
        .text(Tag.FRAME_OF_REFERENCE_UID, "UI", "1.8")
        .sequence(SequenceTag.REFERENCED_SERIES.number(), series)
        .number(Tag.SAMPLES_PER_PIXEL, 1)
        .text(Tag.NUMBER_OF_FRAMES, "IS", frames.size() + "")
        .number(Tag.ROWS, 3)
        .number(Tag.COLUMNS, 3)
        .number(Tag.BITS_ALLOCATED, bits)
        .number(Tag.BITS_STORED, bits)
        .number(Tag.HIGH_BIT, bits - 1)
        .number(Tag.PIXEL_REPRESENTATION, 0)
        .text(Tag.SEGMENTATION_TYPE, "CS", bits == 1 ? "BINARY" : "FRACTIONAL")
        .number(Tag.MAXIMUM_FRACTIONAL_VALUE, 200)
        .sequence(SequenceTag.SEGMENT.number(), segments.toArray(DicomBytes[]::new))
        .sequence(FunctionalGroups.SHARED, shared)
        .sequence(FunctionalGroups.PER_FRAME, frames.toArray(DicomBytes[]::new))
        .raw(Tag.PIXEL_DATA.number(), "OB", packed());
  }

  /** From the lowest bit of a byte, on across frames. */
  private byte[] packed() {
    int count = pixels.size() * PIXELS * bits;
    byte[] packed = new byte[(count + 15) / 16 * 2];
    int at = 0;
    for (int[] frame : pixels) {
      for (int value : frame) {
        if (bits == 8) {
          packed[at++] = (byte) value;
        } else {
          packed[at / 8] |= (byte) (value << at % 8);
          at++;
        }
      }
    }
    return packed;
  }

  byte[] bytes() {
    return object().bytes();
  }
}
