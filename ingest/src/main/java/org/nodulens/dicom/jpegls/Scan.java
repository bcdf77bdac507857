package org.nodulens.dicom.jpegls;

import java.util.Arrays;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.FrameLayout;

/** The lines of a scan, from restart interval to restart interval, and what follows them. */
final class Scan {
  private static final int RESTART_MARKERS = 8;

  private final CodestreamHeader header;
  private final byte[] codestream;
  private final BitSource in;
  private final LineDecoder decoder;

  Scan(CodestreamHeader header, byte[] codestream) {
    this.header = header;
    this.codestream = codestream;
    this.in = new BitSource(codestream, header.dataStart());
    this.decoder = new LineDecoder(in, header.parameters());
  }

  /** Writes the samples, row by row. */
  void decode(FrameLayout layout, short[] samples) throws DicomFormatException {
    int columns = layout.columns();
    int[] above = new int[columns + 2];
    int[] line = new int[columns + 2];
    for (int row = 0; row < layout.rows(); row++) {
      if (beginsInterval(row)) {
        restart(row);
        Arrays.fill(above, 0);
      }
      above[columns + 1] = above[columns];
      line[0] = above[1];
      decoder.decode(above, line);
      int start = row * columns;
      for (int x = 0; x < columns; x++) {
        samples[start + x] = (short) line[x + 1];
      }
      int[] done = line;
      line = above;
      above = done;
    }
    end(layout.rows());
  }

  private boolean beginsInterval(int row) {
    return row > 0 && header.restartInterval() > 0 && row % header.restartInterval() == 0;
  }

  private void restart(int row) throws DicomFormatException {
    MarkerReader markers = new MarkerReader(codestream, in.requireEnd());
    long intervals = row / header.restartInterval();
    markers.requireMarker(Marker.RST0 + (int) ((intervals - 1) % RESTART_MARKERS));
    in.startAt(markers.position());
    decoder.clear();
  }

  /** What follows is only of interest where it has the number of lines (T.81 B.2.5). */
  private void end(int rows) throws DicomFormatException {
    int end = in.requireEnd();
    if (header.frame().lines() != 0) {
      return;
    }
    MarkerReader markers = new MarkerReader(codestream, end);
    markers.requireMarker(Marker.DNL);
    int lines = markers.segment(Marker.DNL).unsignedShort();
    if (lines != rows) {
      throw Faults.corrupt("an image of " + lines + " lines, expected " + rows);
    }
  }
}
