package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.nodulens.ct.VolumeGeometry;

/**
 * A Segmentation (PS3.3 A.51, C.8.20): segments as masks on a grid of the object's own, a bit a
 * pixel (BINARY), or a fraction (FRACTIONAL) that counts from half of its maximum on.
 */
public final class Segmentation {
  /** Segmentation Storage (PS3.4 B.5). */
  public static final String SOP_CLASS_UID = "1.2.840.10008.5.1.4.1.1.66.4";

  private static final Set<SequenceTag> SEQUENCES =
      EnumSet.range(SequenceTag.REFERENCED_SERIES, SequenceTag.SEGMENTED_PROPERTY_TYPE);

  private final DicomFile file;
  private final ObjectReferences references;
  private final List<Segment> segments;
  private final SegmentationCoding coding;
  private final List<Integer> segmentOfFrame;
  private final SegmentationGrid.Placed placed;

  private Segmentation(DicomFile file) throws DicomFormatException {
    this.file = file;
    this.references = ObjectReferences.ofSegmentation(file);
    this.segments = segments(file);
    this.coding = SegmentationCoding.of(file.attributes());
    this.segmentOfFrame = segmentOfFrame();
    this.placed = placed();
    requireOneFrameEach();
    coding.requirePixels(file, segmentOfFrame.size());
  }

  /**
   * Reads all but the pixels.
   *
   * @throws DicomFormatException if it is damaged, something else, or of a kind that is not read
   */
  public static Segmentation read(DicomLocation location) throws IOException {
    DicomFile file = DicomFile.readHeader(location, SEQUENCES);
    String sopClass = file.attributes().requireText(Tag.SOP_CLASS_UID);
    if (!sopClass.equals(SOP_CLASS_UID)) {
      throw new DicomFormatException("not-seg", "SOP class " + sopClass + " is no Segmentation");
    }
    return new Segmentation(file);
  }

  private static List<Segment> segments(DicomFile file) throws DicomFormatException {
    Map<Integer, Segment> segments = new TreeMap<>();
    for (DicomItem item : file.items(SequenceTag.SEGMENT)) {
      Segment segment = Segment.of(item);
      if (segments.put(segment.number(), segment) != null) {
        throw bad("two segments have the number " + segment.number(), file.attributes());
      }
    }
    return List.copyOf(segments.values());
  }

  private List<Integer> segmentOfFrame() throws DicomFormatException {
    DicomAttributes object = file.attributes();
    int described = file.groups().frames();
    String frames = object.text(Tag.NUMBER_OF_FRAMES).orElse("1");
    if (described == 0 || !frames.equals(Integer.toString(described))) {
      throw new DicomFormatException(
          "pixel-format",
          Tag.NUMBER_OF_FRAMES
              + " is not the number of the "
              + described
              + " frames that are described one by one, in "
              + object.where());
    }
    Set<Integer> known = new HashSet<>();
    segments.forEach(segment -> known.add(segment.number()));
    List<Integer> numbers = new ArrayList<>(described);
    for (int frame = 0; frame < described; frame++) {
      int number = file.ofFrame(frame).requireUnsignedShort(Tag.REFERENCED_SEGMENT_NUMBER);
      if (!known.contains(number)) {
        throw bad("frame " + (frame + 1) + " is of segment " + number + ", which is none", object);
      }
      numbers.add(number);
    }
    return List.copyOf(numbers);
  }

  private SegmentationGrid.Placed placed() throws DicomFormatException {
    List<SlicePlane> planes = new ArrayList<>(segmentOfFrame.size());
    for (int frame = 0; frame < segmentOfFrame.size(); frame++) {
      planes.add(SlicePlane.of(file.ofFrame(frame)));
    }
    DicomAttributes first = file.ofFrame(0);
    return SegmentationGrid.of(
        file.attributes().where(),
        planes,
        coding.layout(),
        millimetres(first, Tag.SPACING_BETWEEN_SLICES),
        millimetres(first, Tag.SLICE_THICKNESS));
  }

  /** Positions count more than these: what makes no sense is passed over. */
  private static OptionalDouble millimetres(DicomAttributes frame, Tag tag) {
    try {
      double mm = frame.requireNumber(tag);
      return mm >= 1e-2 && mm <= 1e3 ? OptionalDouble.of(mm) : OptionalDouble.empty();
    } catch (DicomFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private void requireOneFrameEach() throws DicomFormatException {
    Set<List<Integer>> places = new HashSet<>();
    for (int frame = 0; frame < segmentOfFrame.size(); frame++) {
      if (!places.add(List.of(segmentOfFrame.get(frame), placed.slices().get(frame)))) {
        throw new DicomFormatException(
            "duplicate-position",
            "two frames of segment "
                + segmentOfFrame.get(frame)
                + " at the same place in "
                + file.attributes().where());
      }
    }
  }

  private static DicomFormatException bad(String what, DicomAttributes object) {
    return new DicomFormatException("bad-value", what + ", in " + object.where());
  }

  public ObjectReferences references() {
    return references;
  }

  /** In order of number. */
  public List<Segment> segments() {
    return segments;
  }

  /** The grid of the masks; slices without a frame hold nothing. Not the grid of the CT. */
  public VolumeGeometry grid() {
    return placed.grid();
  }

  /** Is given one frame after the other. */
  public interface FrameTaker {
    void take(SegmentFrame frame);
  }

  /**
   * Reads the pixels of some segments.
   *
   * @param wanted numbers of segments
   * @throws DicomFormatException {@code truncated}, {@code corrupt-pixels} or {@code
   *     transfer-syntax}
   */
  public void read(Set<Integer> wanted, FrameTaker taker) throws IOException {
    try (SegmentationPixels pixels = SegmentationPixels.open(file, coding, segmentOfFrame.size())) {
      for (int frame = 0; frame < segmentOfFrame.size(); frame++) {
        int segment = segmentOfFrame.get(frame);
        if (wanted.contains(segment)) {
          taker.take(
              new SegmentFrame(
                  segment,
                  placed.slices().get(frame),
                  coding.layout().columns(),
                  pixels.read(frame)));
        }
      }
    }
  }
}
