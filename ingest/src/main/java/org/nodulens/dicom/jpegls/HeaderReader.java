package org.nodulens.dicom.jpegls;

import org.jspecify.annotations.Nullable;
import org.nodulens.dicom.DicomFormatException;

/** Walks through the marker segments up to the scan's data. */
final class HeaderReader {
  private static final int INTERLEAVE_MODES = 3;

  private final MarkerReader markers;
  private @Nullable FrameHeader frame;
  private Preset preset = Preset.NONE;
  private long restartInterval;

  HeaderReader(byte[] codestream) {
    this.markers = new MarkerReader(codestream, 0);
  }

  CodestreamHeader read() throws DicomFormatException {
    markers.requireMarker(Marker.SOI);
    for (int marker = markers.marker(); marker != Marker.SOS; marker = markers.marker()) {
      readSegment(marker);
    }
    return scan(markers.segment(Marker.SOS));
  }

  private void readSegment(int marker) throws DicomFormatException {
    if (marker == Marker.SOF55) {
      frame = FrameHeader.of(markers.segment(marker));
    } else if (marker == Marker.LSE) {
      preset = Preset.of(markers.segment(marker));
    } else if (marker == Marker.DRI) {
      restartInterval = markers.segment(marker).unsignedRest();
    } else if (Marker.isPassedOver(marker)) {
      markers.segment(marker);
    } else if (Marker.isOtherFrame(marker)) {
      throw Faults.notRead("a frame of another JPEG process (SOF" + (marker - Marker.SOF0) + ")");
    } else {
      throw Faults.corrupt("marker " + Marker.format(marker) + " before the scan");
    }
  }

  /** Start of scan (T.87 C.2.3). With one component all interleave modes are alike. */
  private CodestreamHeader scan(Segment segment) throws DicomFormatException {
    if (frame == null) {
      throw Faults.corrupt("a scan without a frame");
    }
    int components = segment.unsignedByte();
    if (components != 1) {
      throw Faults.corrupt("a scan of " + components + " components in a frame of one");
    }
    segment.unsignedByte(); // the component's identifier
    int mappingTable = segment.unsignedByte();
    int near = segment.unsignedByte();
    int interleaveMode = segment.unsignedByte();
    int pointTransform = segment.unsignedByte();
    segment.requireEnd();
    if (mappingTable != 0) {
      throw Faults.notRead("a mapping table (a palette)");
    }
    if (interleaveMode >= INTERLEAVE_MODES) {
      throw Faults.corrupt("interleave mode " + interleaveMode);
    }
    if (pointTransform != 0) {
      throw Faults.notRead("a point transform");
    }
    CodingParameters parameters = CodingParameters.of(frame.precision(), near, preset);
    return new CodestreamHeader(frame, parameters, restartInterval, segment.end());
  }
}
