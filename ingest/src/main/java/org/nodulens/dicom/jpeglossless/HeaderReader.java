package org.nodulens.dicom.jpeglossless;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.DicomFormatException;

/** Reads the marker segments before the entropy-coded bytes (T.81 B.2). */
final class HeaderReader {
  private static final int SOF_LOSSLESS = 0xC3;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int FIRST_RST = 0xD0;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int DRI = 0xDD;
  private static final int SOF_JPEG_LS = 0xF7;

  private final JpegBytes in;
  private @Nullable LosslessFrame frame;
  private int restartInterval;

  /** Where each table's code counts stand; 0 for none. The last definition holds. */
  private final int[] tablePositions = new int[4];

  HeaderReader(JpegBytes in) {
    this.in = in;
  }

  /** Reads up to the first entropy-coded byte. */
  LosslessScan readScan() throws DicomFormatException {
    if (in.marker() != SOI) {
      throw JpegBytes.corrupt("the first marker is not SOI");
    }
    int marker = in.marker();
    while (marker != SOS) {
      readSegment(marker);
      marker = in.marker();
    }
    if (frame == null) {
      throw JpegBytes.corrupt("a scan comes before the frame header SOF3");
    }
    return readScanHeader(frame);
  }

  private void readSegment(int marker) throws DicomFormatException {
    requireLossless(marker);
    String name = name(marker);
    int end = in.segmentEnd(name);
    switch (marker) {
      case SOF_LOSSLESS -> frame = readFrame();
      case DHT -> readTables(end);
      case DRI -> restartInterval = in.unsignedShort(name);
      default -> in.moveTo(end);
    }
    requireAt(end, name);
  }

  private void requireAt(int end, String name) throws DicomFormatException {
    if (in.position() != end) {
      throw JpegBytes.corrupt(name + " does not fill the length that it gives");
    }
  }

  private static void requireLossless(int marker) throws DicomFormatException {
    if (marker < 0x02 || (marker >= FIRST_RST && marker <= EOI)) {
      throw JpegBytes.corrupt(name(marker) + " comes before any scan");
    }
    if (marker == SOF_JPEG_LS) {
      throw JpegBytes.notRead("is JPEG-LS under a transfer syntax of JPEG lossless");
    }
    boolean table = marker == DHT || marker == DAC || marker == JPG;
    if ((marker & 0xF0) == 0xC0 && !table && marker != SOF_LOSSLESS) {
      throw JpegBytes.notRead(
          "has SOF"
              + (marker & 0xF)
              + ", expected SOF3: lossless, sequential, Huffman-coded (process 14)");
    }
  }

  private LosslessFrame readFrame() throws DicomFormatException {
    if (frame != null) {
      throw JpegBytes.corrupt("there are two frame headers");
    }
    int precision = in.unsignedByte("SOF3");
    int rows = in.unsignedShort("SOF3");
    int columns = in.unsignedShort("SOF3");
    int components = in.unsignedByte("SOF3");
    if (components != 1) {
      throw JpegBytes.notRead("has " + components + " components, expected 1");
    }
    if (precision < 2 || precision > 16) {
      throw JpegBytes.corrupt("the precision is " + precision + " bits, expected 2 to 16");
    }
    int component = in.unsignedByte("SOF3");
    in.unsignedShort("SOF3"); // sampling factors, which one component has no use for; Tq
    return new LosslessFrame(precision, rows, columns, component);
  }

  private void readTables(int end) throws DicomFormatException {
    while (in.position() < end) {
      int target = in.unsignedByte("DHT");
      if (target < tablePositions.length) { // the others' class is AC, or nothing
        tablePositions[target] = in.position();
      }
      in.skip(Arrays.stream(readCounts()).sum(), "DHT");
    }
  }

  private int[] readCounts() throws DicomFormatException {
    int[] counts = new int[16];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.unsignedByte("DHT");
    }
    return counts;
  }

  private LosslessScan readScanHeader(LosslessFrame sof) throws DicomFormatException {
    int end = in.segmentEnd("SOS");
    int components = in.unsignedByte("SOS");
    int component = in.unsignedByte("SOS");
    int table = in.unsignedByte("SOS") >> 4;
    int selectionValue = in.unsignedByte("SOS");
    in.unsignedByte("SOS"); // Se
    int pointTransform = in.unsignedByte("SOS") & 0xF;
    requireAt(end, "SOS");
    if (components != 1 || component != sof.component()) {
      throw JpegBytes.corrupt("the scan is not of the frame's one component");
    }
    if (selectionValue < 1 || selectionValue > 7 || pointTransform >= sof.precision()) {
      throw JpegBytes.corrupt(
          "selection value %d and point transform %d are none of a frame of %d bits"
              .formatted(selectionValue, pointTransform, sof.precision()));
    }
    return new LosslessScan(
        sof, buildTable(table), selectionValue, pointTransform, restartInterval);
  }

  private HuffmanTable buildTable(int index) throws DicomFormatException {
    if (index >= tablePositions.length || tablePositions[index] == 0) {
      throw JpegBytes.corrupt("the scan's Huffman table " + index + " is not defined");
    }
    int after = in.position();
    in.moveTo(tablePositions[index]);
    int[] counts = readCounts();
    int[] symbols = new int[Arrays.stream(counts).sum()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = in.unsignedByte("DHT");
    }
    in.moveTo(after);
    return HuffmanTable.of(counts, symbols);
  }

  private static String name(int marker) {
    return switch (marker) {
      case SOF_LOSSLESS -> "SOF3";
      case DHT -> "DHT";
      case DRI -> "DRI";
      case EOI -> "EOI";
      default -> String.format(Locale.ROOT, "marker 0xFF%02X", marker);
    };
  }
}
