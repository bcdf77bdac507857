package org.nodulens.dicom.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.DicomFormatException;

/** The marker segments of a main or a tile-part header (T.800 annex A) that decoding needs. */
final class Segments {
  private static final int CAP = 0xFF50;
  private static final int COD = 0xFF52;
  private static final int COC = 0xFF53;
  private static final int QCD = 0xFF5C;
  private static final int QCC = 0xFF5D;
  private static final int RGN = 0xFF5E;
  private static final int POC = 0xFF5F;
  private static final int PPM = 0xFF60;
  private static final int PPT = 0xFF61;

  /** In COD: whether components are combined, of which there is one. */
  private static final int COMBINED_AT = 4;

  private final Set<Integer> found = new HashSet<>();
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private @Nullable CodingStyle style;
  private @Nullable Quantization quantization;

  /** Reads segments up to a marker, which is passed over. */
  static Segments readUntil(int last, CodestreamBytes in) throws DicomFormatException {
    Segments segments = new Segments();
    int marker = in.unsignedShort("a marker");
    while (marker != last) {
      if (marker < 0xFF01) {
        throw CodestreamBytes.corrupt("0x%04X stands where a marker should".formatted(marker));
      }
      segments.read(marker, in.segment("marker 0x%04X".formatted(marker)));
      marker = in.unsignedShort("a marker");
    }
    return segments;
  }

  private void read(int marker, CodestreamBytes segment) throws DicomFormatException {
    switch (marker) {
      case COD -> {
        byte[] parameters = once(marker, segment);
        style = CodingStyle.read(segment);
        parameters[COMBINED_AT] = 0;
        keep(marker, parameters);
      }
      case QCD -> {
        byte[] parameters = once(marker, segment);
        quantization = Quantization.read(segment);
        keep(marker, parameters);
      }
      case CAP -> throw CodestreamBytes.notRead("is high-throughput JPEG 2000 (part 15)");
      case COC, QCC -> throw CodestreamBytes.notRead("codes a component apart (COC, QCC)");
      case RGN -> throw CodestreamBytes.notRead("has a region of interest (RGN)");
      case POC -> throw CodestreamBytes.notRead("changes its progression order (POC)");
      case PPM, PPT -> throw CodestreamBytes.notRead("has packed packet headers (PPM, PPT)");
      default -> {
        // pointers and comments: no sample depends on them
      }
    }
  }

  private byte[] once(int marker, CodestreamBytes segment) throws DicomFormatException {
    if (!found.add(marker)) {
      throw CodestreamBytes.corrupt("marker 0x%04X comes twice in a header".formatted(marker));
    }
    return segment.rest();
  }

  private void keep(int marker, byte[] parameters) {
    int length = parameters.length + 2;
    plain.write(marker >> 8);
    plain.write(marker);
    plain.write(length >> 8);
    plain.write(length);
    plain.writeBytes(parameters);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  Optional<CodingStyle> style() {
    return Optional.ofNullable(style);
  }

  Optional<Quantization> quantization() {
    return Optional.ofNullable(quantization);
  }

  /** The segments that decoding needs, as they are handed on. */
  byte[] plain() {
    return plain.toByteArray();
  }
}
