package org.nodulens.dicom;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Small objects, each written in a way of its own, for a fuzzer to start from. */
final class SliceSeeds {
  private static final String RLE = "1.2.840.10008.1.2.5";

  private SliceSeeds() {}

  static Stream<byte[]> all() {
    return Stream.of(
        DicomBytes.slice(0, true).bytes(),
        DicomBytes.slice(0, false).bytes(),
        DicomBytes.bigEndianSlice(0).bytes(),
        DicomBytes.slice(0, true).deflatedBytes(),
        eightBits(DicomBytes.bigEndianSlice(0)).bytes(),
        withMore(DicomBytes.slice(0, true)).bytes(),
        encapsulated(DicomBytes.slice(0, true)).bytes(),
        EnhancedCtTest.enhanced(EnhancedCtTest.Writing.IMPLICIT, 0, 1).bytes(),
        EnhancedCtTest.enhanced(EnhancedCtTest.Writing.EXPLICIT, 4, 0, 2).bytes(),
        EnhancedCtTest.enhanced(EnhancedCtTest.Writing.BIG_ENDIAN, 0, 1).bytes(),
        encapsulated(EnhancedCtTest.enhanced(EnhancedCtTest.Writing.EXPLICIT, 0, 2)).bytes(),
        EnhancedCtTest.enhanced(EnhancedCtTest.Writing.EXPLICIT, 0, 2).deflatedBytes());
  }

  private static DicomBytes eightBits(DicomBytes slice) {
    return slice
        .number(Tag.BITS_ALLOCATED, 8)
        .number(Tag.BITS_STORED, 8)
        .number(Tag.HIGH_BIT, 7)
        .raw(Tag.PIXEL_DATA.number(), "OW", new byte[] {1, 2, 3, 4});
  }

  /** Optional attributes, and sequences to pass over. */
  private static DicomBytes withMore(DicomBytes slice) {
    DicomBytes inner = DicomBytes.item(true, false).text(Tag.RESCALE_TYPE, "LO", "HU");
    return slice
        .text(Tag.SLICE_THICKNESS, "DS", "1.25")
        .text(Tag.CONVOLUTION_KERNEL, "SH", "B30f")
        .text(Tag.GANTRY_TILT, "DS", "12.5")
        .text(Tag.ACQUISITION_NUMBER, "IS", "3")
        .number(Tag.PIXEL_PADDING_VALUE, 63536)
        .number(Tag.PIXEL_PADDING_RANGE_LIMIT, 64000)
        .sequence(0x00081140, DicomBytes.item(true, false).sequence(0x00081199, inner), inner)
        .raw(0x00091010, "UN", "private".getBytes(StandardCharsets.US_ASCII));
  }

  private static DicomBytes encapsulated(DicomBytes object) {
    return object
        .transferSyntax(RLE)
        .encapsulated(new byte[0], new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2}, new byte[] {3, 4});
  }
}
