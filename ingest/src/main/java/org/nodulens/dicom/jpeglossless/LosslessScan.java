package org.nodulens.dicom.jpeglossless;

import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

/**
 * The one scan of a frame.
 *
 * @param selectionValue 1 to 7
 * @param restartInterval samples between restart markers; 0 for none
 */
record LosslessScan(
    LosslessFrame frame,
    HuffmanTable table,
    int selectionValue,
    int pointTransform,
    int restartInterval) {
  private static final int FIRST_RST = 0xD0;
  private static final int DNL = 0xDC;

  /** Decodes the entropy-coded bytes, which begin at the bytes' place. */
  void decode(JpegBytes in, FrameLayout layout, short[] samples) throws DicomFormatException {
    int columns = layout.columns();
    int rows = layout.rows();
    int rowsAtOnce = rowsAtOnce(columns, rows);
    var reader = new DifferenceReader(in.remaining(), columns, table);
    var prediction = new Prediction(selectionValue, columns);
    for (int row = 0; row < rows; row += rowsAtOnce) {
      if (row > 0) {
        requireRestart(in, row / rowsAtOnce - 1);
      }
      in.moveTo(reader.load(in.array(), in.position()));
      int end = Math.min(rows, row + rowsAtOnce);
      reader.readRow(samples, row * columns);
      prediction.undoFirstRow(samples, row * columns, firstPrediction());
      for (int next = row + 1; next < end; next++) {
        reader.readRow(samples, next * columns);
        prediction.undoRow(samples, next * columns);
      }
      reader.requireUsedUp();
    }
    requireRows(in, rows);
    finish(layout, samples);
  }

  /** A restart interval is a whole number of rows (T.81 H.1.1). */
  private int rowsAtOnce(int columns, int rows) throws DicomFormatException {
    if (restartInterval % columns != 0) {
      throw JpegBytes.corrupt(
          "the restart interval is %d samples, expected a multiple of the row's %d"
              .formatted(restartInterval, columns));
    }
    return restartInterval == 0 ? rows : restartInterval / columns;
  }

  private static void requireRestart(JpegBytes in, int count) throws DicomFormatException {
    int expected = FIRST_RST + count % 8;
    int marker = in.marker();
    if (marker != expected) {
      throw JpegBytes.corrupt(
          "marker 0xFF%02X ends restart interval %d, expected 0xFF%02X"
              .formatted(marker, count, expected));
    }
  }

  private int firstPrediction() {
    return 1 << (frame.precision() - pointTransform - 1);
  }

  private void requireRows(JpegBytes in, int rows) throws DicomFormatException {
    if (frame.rows() != 0) {
      return;
    }
    if (in.marker() != DNL || in.unsignedShort("DNL") != 4 || in.unsignedShort("DNL") != rows) {
      throw JpegBytes.corrupt("no DNL segment with " + rows + " rows follows the scan");
    }
  }

  /**
   * Holds the samples against the precision and undoes the point transform. Encoders that extend
   * the sign of a narrow signed sample are put up with.
   */
  private void finish(FrameLayout layout, short[] samples) throws DicomFormatException {
    int bits = frame.precision() - pointTransform;
    int seen = 0;
    for (int i = 0; i < layout.pixels(); i++) {
      seen |= samples[i];
    }
    if ((seen & 0xFFFF) >> bits != 0) {
      requireWithin(bits, layout, samples);
    }
    if (pointTransform > 0) {
      for (int i = 0; i < layout.pixels(); i++) {
        samples[i] = (short) (samples[i] << pointTransform);
      }
    }
  }

  private static void requireWithin(int bits, FrameLayout layout, short[] samples)
      throws DicomFormatException {
    int lowest = layout.format().signed() ? -(1 << (bits - 1)) : 0;
    for (int i = 0; i < layout.pixels(); i++) {
      int sample = lowest < 0 ? samples[i] : Short.toUnsignedInt(samples[i]);
      if (sample < lowest || sample >> bits > 0) {
        throw JpegBytes.corrupt("sample " + i + " is " + sample + ", not one of " + bits + " bits");
      }
    }
  }
}
