package org.nodulens.dicom;

import java.util.Map;

/** Names of the transfer syntaxes (PS3.6 annex A), and which of them have a readable header. */
final class TransferSyntax {
  static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
  static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

  static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  static final String EXPLICIT_BIG_ENDIAN = "1.2.840.10008.1.2.2";

  private static final String JPEG = "1.2.840.10008.1.2.4.";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(IMPLICIT_LITTLE_ENDIAN, "Implicit VR Little Endian"),
          Map.entry(EXPLICIT_LITTLE_ENDIAN, "Explicit VR Little Endian"),
          Map.entry(DEFLATED, "Deflated Explicit VR Little Endian"),
          Map.entry(EXPLICIT_BIG_ENDIAN, "Explicit VR Big Endian"),
          Map.entry("1.2.840.10008.1.2.5", "RLE Lossless"),
          Map.entry(JPEG + "50", "JPEG Baseline (Process 1)"),
          Map.entry(JPEG + "51", "JPEG Extended (Process 2 and 4)"),
          Map.entry(JPEG + "57", "JPEG Lossless (Process 14)"),
          Map.entry(JPEG + "70", "JPEG Lossless (Process 14, Selection Value 1)"),
          Map.entry(JPEG + "80", "JPEG-LS Lossless"),
          Map.entry(JPEG + "81", "JPEG-LS Near-Lossless"),
          Map.entry(JPEG + "90", "JPEG 2000 Lossless"),
          Map.entry(JPEG + "91", "JPEG 2000"),
          Map.entry(JPEG + "201", "High-Throughput JPEG 2000 Lossless"));

  private TransferSyntax() {}

  /** The standard's name; of an unknown one the UID. */
  static String name(String uid) {
    return NAMES.getOrDefault(uid, uid);
  }

  static String describe(String uid) {
    String name = NAMES.get(uid);
    return name == null ? "transfer syntax " + uid : name + " (" + uid + ")";
  }

  /** Whether elements name their value representation: all but the one that does not. */
  static boolean isExplicit(String uid) {
    return !uid.equals(IMPLICIT_LITTLE_ENDIAN);
  }
}
