package org.nodulens.dicom.jpegls;

import java.util.Locale;

/** Second bytes of markers (T.81 table B.1, T.87 table C.1). */
final class Marker {
  static final int FIRST = 0x80;
  static final int SOF0 = 0xC0;
  static final int RST0 = 0xD0;
  static final int SOI = 0xD8;
  static final int SOS = 0xDA;
  static final int DNL = 0xDC;
  static final int DRI = 0xDD;
  static final int SOF55 = 0xF7;
  static final int LSE = 0xF8;
  static final int COM = 0xFE;

  private static final int SOF15 = 0xCF;
  private static final int DHT = 0xC4;
  private static final int DAC = 0xCC;
  private static final int APP0 = 0xE0;
  private static final int APP15 = 0xEF;

  private Marker() {}

  /** A segment that says nothing about the samples. */
  static boolean isPassedOver(int marker) {
    return marker == COM || (marker >= APP0 && marker <= APP15);
  }

  /** Start of a frame of JPEG's other processes. */
  static boolean isOtherFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != DAC;
  }

  /** For instance {@code FFD8}. */
  static String format(int marker) {
    return String.format(Locale.ROOT, "FF%02X", marker);
  }
}
