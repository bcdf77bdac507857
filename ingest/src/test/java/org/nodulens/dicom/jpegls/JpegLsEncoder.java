package org.nodulens.dicom.jpegls;

import java.io.ByteArrayOutputStream;
import org.nodulens.dicom.DicomFormatException;

/** Writes codestreams, step by step as annex A has it, and no faster than that. */
final class JpegLsEncoder {
  private final int precision;
  private int near;
  private Preset preset = Preset.NONE;
  private int restartLines;
  private boolean linesBehindScan;

  JpegLsEncoder(int precision) {
    this.precision = precision;
  }

  JpegLsEncoder withNear(int value) {
    near = value;
    return this;
  }

  JpegLsEncoder withPreset(Preset value) {
    preset = value;
    return this;
  }

  JpegLsEncoder withRestartEvery(int lines) {
    restartLines = lines;
    return this;
  }

  JpegLsEncoder withLinesBehindScan() {
    linesBehindScan = true;
    return this;
  }

  byte[] encode(int[] samples, int columns) throws DicomFormatException {
    int rows = samples.length / columns;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    shorts(out, 0xFFD8);
    frame(out, columns, linesBehindScan ? 0 : rows);
    if (!preset.equals(Preset.NONE)) {
      shorts(out, 0xFFF8, 13);
      out.write(1);
      shorts(out, preset.maximum(), preset.t1(), preset.t2(), preset.t3(), preset.reset());
    }
    if (restartLines > 0) {
      shorts(out, 0xFFDD, 4, restartLines);
    }
    shorts(out, 0xFFDA, 8, 0x0101, near, 0);
    scan(out, samples, columns, rows);
    if (linesBehindScan) {
      shorts(out, 0xFFDC, 4, rows);
    }
    shorts(out, 0xFFD9);
    return out.toByteArray();
  }

  private void frame(ByteArrayOutputStream out, int columns, int rows) {
    shorts(out, 0xFFF7, 11);
    out.write(precision);
    shorts(out, rows, columns, 0x0101, 0x1100);
  }

  private void scan(ByteArrayOutputStream out, int[] samples, int columns, int rows)
      throws DicomFormatException {
    CodingParameters parameters = CodingParameters.of(precision, near, preset);
    int interval = restartLines > 0 ? restartLines : rows;
    for (int row = 0; row < rows; row += interval) {
      if (row > 0) {
        shorts(out, 0xFFD0 | (row / interval - 1) % 8);
      }
      BitSink bits = new BitSink(out);
      LineEncoder encoder = new LineEncoder(bits, parameters);
      int[] above = new int[columns + 2];
      for (int y = row; y < Math.min(row + interval, rows); y++) {
        int[] line = new int[columns + 2];
        System.arraycopy(samples, y * columns, line, 1, columns);
        above[columns + 1] = above[columns];
        line[0] = above[1];
        encoder.encode(above, line);
        above = line;
      }
      bits.end();
    }
  }

  private static void shorts(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value >> 8);
      out.write(value);
    }
  }
}
