package org.nodulens.dicom;

import java.util.HashMap;
import java.util.Map;

/**
 * The transfer syntaxes (PS3.6 annex A): their names, and what those that are not read would need.
 */
final class TransferSyntax {
  static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";

  /** What would have to be there before a syntax is read. */
  private enum Need {
    NOTHING("a decoder"),
    LOSSLESS_COPY(
        "a copy that was not compressed with loss: these numbers are not what the scanner measured"),
    DECODER("a decoder for it on the class path (org.nodulens.dicom.PixelDecoder)"),
    IMAGES("single images: this is a video"),
    PIXELS("the pixels themselves: they lie on a server that the file names"),
    IMAGE_COPY("a copy as a DICOM file: this is another kind of document"),
    STANDARD_COPY("a copy in a transfer syntax of the standard: this one is a manufacturer's own");

    private final String text;

    Need(String text) {
      this.text = text;
    }
  }

  private record Known(String name, Need need) {}

  private static final Map<String, Known> KNOWN = new HashMap<>();

  static {
    know(IMPLICIT_LITTLE_ENDIAN, "Implicit VR Little Endian", Need.NOTHING);
    know(EXPLICIT_LITTLE_ENDIAN, "Explicit VR Little Endian", Need.NOTHING);
    know(DEFLATED, "Deflated Explicit VR Little Endian", Need.NOTHING);
    know(EXPLICIT_BIG_ENDIAN, "Explicit VR Big Endian", Need.NOTHING);
    know(
        "1.2.840.10008.1.2.1.98",
        "Encapsulated Uncompressed Explicit VR Little Endian",
        Need.DECODER);
    know("1.2.840.10008.1.2.5", "RLE Lossless", Need.NOTHING);
    know("1.2.840.10008.1.2.6.1", "RFC 2557 MIME Encapsulation (retired)", Need.IMAGE_COPY);
    know("1.2.840.10008.1.2.6.2", "XML Encoding (retired)", Need.IMAGE_COPY);
    know(
        "1.2.840.10008.1.2.7.1",
        "SMPTE ST 2110-20 Uncompressed Progressive Active Video",
        Need.IMAGES);
    know(
        "1.2.840.10008.1.2.7.2",
        "SMPTE ST 2110-20 Uncompressed Interlaced Active Video",
        Need.IMAGES);
    know("1.2.840.10008.1.2.7.3", "SMPTE ST 2110-30 PCM Digital Audio", Need.IMAGE_COPY);
    know("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression", Need.DECODER);
    know("1.2.840.113619.5.2", "GE Private Implicit VR Big Endian", Need.STANDARD_COPY);
    jpeg(50, "JPEG Baseline (Process 1)", Need.LOSSLESS_COPY);
    jpeg(51, "JPEG Extended (Process 2 and 4)", Need.LOSSLESS_COPY);
    jpeg(52, "JPEG Extended (Process 3 and 5, retired)", Need.LOSSLESS_COPY);
    jpeg(53, "JPEG Spectral Selection (Process 6 and 8, retired)", Need.LOSSLESS_COPY);
    jpeg(54, "JPEG Spectral Selection (Process 7 and 9, retired)", Need.LOSSLESS_COPY);
    jpeg(55, "JPEG Full Progression (Process 10 and 12, retired)", Need.LOSSLESS_COPY);
    jpeg(56, "JPEG Full Progression (Process 11 and 13, retired)", Need.LOSSLESS_COPY);
    jpeg(57, "JPEG Lossless (Process 14)", Need.NOTHING);
    jpeg(58, "JPEG Lossless (Process 15, retired)", Need.DECODER);
    jpeg(59, "JPEG Extended, Hierarchical (Process 16 and 18, retired)", Need.LOSSLESS_COPY);
    jpeg(60, "JPEG Extended, Hierarchical (Process 17 and 19, retired)", Need.LOSSLESS_COPY);
    jpeg(
        61,
        "JPEG Spectral Selection, Hierarchical (Process 20 and 22, retired)",
        Need.LOSSLESS_COPY);
    jpeg(
        62,
        "JPEG Spectral Selection, Hierarchical (Process 21 and 23, retired)",
        Need.LOSSLESS_COPY);
    jpeg(
        63, "JPEG Full Progression, Hierarchical (Process 24 and 26, retired)", Need.LOSSLESS_COPY);
    jpeg(
        64, "JPEG Full Progression, Hierarchical (Process 25 and 27, retired)", Need.LOSSLESS_COPY);
    jpeg(65, "JPEG Lossless, Hierarchical (Process 28, retired)", Need.DECODER);
    jpeg(66, "JPEG Lossless, Hierarchical (Process 29, retired)", Need.DECODER);
    jpeg(70, "JPEG Lossless (Process 14, Selection Value 1)", Need.NOTHING);
    jpeg(80, "JPEG-LS Lossless", Need.NOTHING);
    jpeg(81, "JPEG-LS Near-Lossless", Need.NOTHING);
    jpeg(90, "JPEG 2000 Lossless", Need.NOTHING);
    jpeg(91, "JPEG 2000", Need.NOTHING);
    jpeg(92, "JPEG 2000 Part 2 Multi-component Lossless", Need.DECODER);
    jpeg(93, "JPEG 2000 Part 2 Multi-component", Need.DECODER);
    jpeg(94, "JPIP Referenced", Need.PIXELS);
    jpeg(95, "JPIP Referenced Deflate", Need.PIXELS);
    video(100, "MPEG2 Main Profile / Main Level");
    video(101, "MPEG2 Main Profile / High Level");
    video(102, "MPEG-4 AVC/H.264 High Profile / Level 4.1");
    video(103, "MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1");
    video(104, "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video");
    video(105, "MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video");
    video(106, "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2");
    jpeg(107, "HEVC/H.265 Main Profile / Level 5.1", Need.IMAGES);
    jpeg(108, "HEVC/H.265 Main 10 Profile / Level 5.1", Need.IMAGES);
    jpeg(110, "JPEG XL Lossless", Need.DECODER);
    jpeg(111, "JPEG XL JPEG Recompression", Need.LOSSLESS_COPY);
    jpeg(112, "JPEG XL", Need.DECODER);
    jpeg(201, "High-Throughput JPEG 2000 Lossless", Need.DECODER);
    jpeg(202, "High-Throughput JPEG 2000 with RPCL Options Lossless", Need.DECODER);
    jpeg(203, "High-Throughput JPEG 2000", Need.DECODER);
    jpeg(204, "JPIP HTJ2K Referenced", Need.PIXELS);
    jpeg(205, "JPIP HTJ2K Referenced Deflate", Need.PIXELS);
  }

  private TransferSyntax() {}

  /** A stream of video may be cut into fragments, under a UID of its own. */
  private static void video(int number, String name) {
    jpeg(number, name, Need.IMAGES);
    know("1.2.840.10008.1.2.4." + number + ".1", "Fragmentable " + name, Need.IMAGES);
  }

  private static void know(String uid, String name, Need need) {
    KNOWN.put(uid, new Known(name, need));
  }

  /** The images and videos whose UIDs differ in the last number. */
  private static void jpeg(int number, String name, Need need) {
    know("1.2.840.10008.1.2.4." + number, name, need);
  }

  /** The standard's name; of an unknown one the UID. */
  static String name(String uid) {
    Known known = KNOWN.get(uid);
    return known == null ? uid : known.name();
  }

  static String describe(String uid) {
    Known known = KNOWN.get(uid);
    return known == null ? "transfer syntax " + uid : known.name() + " (" + uid + ")";
  }

  /** What would be needed to read it: one of which nothing is known may be a manufacturer's own. */
  static String need(String uid) {
    Known known = KNOWN.get(uid);
    return (known == null ? Need.STANDARD_COPY : known.need()).text;
  }

  /** Whether elements name their value representation: all but the one that does not. */
  static boolean isExplicit(String uid) {
    return !uid.equals(IMPLICIT_LITTLE_ENDIAN);
  }
}
