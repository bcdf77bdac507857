package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.nodulens.ct.GridSize;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.SourceSeries;
import org.nodulens.nodule.VoxelSet;

/**
 * Regions on the source's own grid as a binary Segmentation (PS3.3 A.51): a frame for each slice
 * that a segment has pixels on.
 */
public final class SegmentationObject {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.66.4";
  private static final String MODALITY_SEG = "SEG";

  private static final FrameSet.Dimension BY_SEGMENT =
      new FrameSet.Dimension(REFERENCED_SEGMENT_NUMBER, SEGMENT_IDENTIFICATION_SEQUENCE, "Segment");

  private SegmentationObject() {}

  /** What a region is. */
  public enum Kind {
    /** The nodule as readers or an algorithm outlined it. */
    NODULE,
    /** Where a map exceeds a threshold: where a model looks, no anatomy. */
    IMPORTANT_REGION;

    private CodedTerm category() {
      return this == NODULE ? Codes.ABNORMALITY : Codes.SPATIAL_CONCEPT;
    }

    private CodedTerm type() {
      return this == NODULE ? Codes.NODULE : Codes.IMPORTANT_REGION;
    }
  }

  /** Who drew a region. */
  public sealed interface Author {
    /** People, as a consensus. */
    record Readers() implements Author {}

    /** A program. */
    record Program(Algorithm algorithm) implements Author {}
  }

  /**
   * A region.
   *
   * @param label what viewers show
   * @param voxels on the grid of the source's slices, at least one
   */
  public record Segment(
      String label, Kind kind, Author author, TrackedNodule nodule, VoxelSet voxels) {
    public Segment {
      if (voxels.isEmpty()) {
        throw new IllegalArgumentException("segment " + label + " has no voxel");
      }
    }
  }

  /**
   * The object; segments are numbered from 1.
   *
   * @throws IllegalArgumentException if a segment is not on the source's grid
   */
  public static DicomObject of(ResultSeries series, List<Segment> segments) {
    GridSize size = series.source().geometry().size();
    List<DicomDataSet> described = new ArrayList<>();
    TreeSet<Integer> slices = new TreeSet<>();
    for (Segment segment : segments) {
      if (!segment.voxels().size().equals(size)) {
        throw new IllegalArgumentException(
            "segment "
                + segment.label()
                + " is on a grid of "
                + segment.voxels().size()
                + ", the source's slices are "
                + size);
      }
      described.add(described(segment, described.size() + 1));
      slices.addAll(segment.voxels().slices());
    }
    FrameSet frames =
        new FrameSet(
            series,
            series.source().geometry(),
            OptionalDouble.of(depthMm(series.source())),
            Codes.SEGMENTATION);
    byte[] pixels = frames(frames, segments, List.copyOf(slices), size);
    DicomDataSet dataSet =
        series
            .beginImage(MODALITY_SEG)
            .addAll(frames.modules(BY_SEGMENT, FrameSet.Dimension.POSITION))
            .addAll(image(size))
            .items(SEGMENT_SEQUENCE, described)
            .bytes(PIXEL_DATA, pixels);
    return series.finish(STORAGE, dataSet);
  }

  /** A segmentation must have a Slice Thickness: the slices' distance where the source has none. */
  private static double depthMm(SourceSeries source) {
    return source.sliceThicknessMm().orElseGet(() -> Place.apartMm(source.geometry()));
  }

  /** For a report that speaks of a segment. */
  public static SegmentReference reference(
      ResultSeries series, DicomObject segmentation, int segment) {
    return new SegmentReference(segmentation, series.uid(MODALITY_SEG), segment);
  }

  /** Adds the frames, and packs their pixels: one bit each, frame after frame without a gap. */
  private static byte[] frames(
      FrameSet frames, List<Segment> segments, List<Integer> slices, GridSize size) {
    List<BitSet> bits = new ArrayList<>();
    for (int s = 0; s < segments.size(); s++) {
      VoxelSet voxels = segments.get(s).voxels();
      for (int slice : voxels.slices()) {
        DicomDataSet number = new DicomDataSet().integer(REFERENCED_SEGMENT_NUMBER, s + 1);
        frames.add(
            slice,
            new DicomDataSet().items(SEGMENT_IDENTIFICATION_SEQUENCE, number),
            s + 1,
            slices.indexOf(slice) + 1);
        bits.add(voxels.pixels(slice));
      }
    }
    byte[] packed = new byte[Math.toIntExact(((long) size.pixelsPerSlice() * bits.size() + 7) / 8)];
    for (int frame = 0; frame < bits.size(); frame++) {
      long start = (long) frame * size.pixelsPerSlice();
      bits.get(frame).stream()
          .mapToLong(pixel -> start + pixel)
          .forEach(at -> packed[(int) (at >> 3)] |= (byte) (1 << (at & 7)));
    }
    return packed;
  }

  private static DicomDataSet described(Segment segment, int number) {
    DicomDataSet item =
        new DicomDataSet()
            .integer(SEGMENT_NUMBER, number)
            .text(SEGMENT_LABEL, Words.of(segment.label(), 64))
            .items(SEGMENTED_PROPERTY_CATEGORY_SEQUENCE, segment.kind().category().item())
            .items(SEGMENTED_PROPERTY_TYPE_SEQUENCE, segment.kind().type().item())
            .items(ANATOMIC_REGION_SEQUENCE, Codes.LUNG.item())
            .text(TRACKING_ID, segment.nodule().id())
            .text(TRACKING_UID, segment.nodule().uid());
    if (segment.author() instanceof Author.Program program) {
      item.text(SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
          .text(SEGMENT_ALGORITHM_NAME, Words.of(program.algorithm().name(), 64))
          .items(ALGORITHM_IDENTIFICATION_SEQUENCE, program.algorithm().item());
    } else {
      item.text(SEGMENT_ALGORITHM_TYPE, "MANUAL");
    }
    return item;
  }

  private static DicomDataSet image(GridSize size) {
    return new DicomDataSet()
        .text(IMAGE_TYPE, "DERIVED", "PRIMARY")
        .integer(INSTANCE_NUMBER, 1)
        .text(CONTENT_LABEL, "NODULE")
        .text(CONTENT_DESCRIPTION, "Regions around a nodule")
        .text(CONTENT_CREATOR)
        .text(SEGMENTATION_TYPE, "BINARY")
        .integer(SAMPLES_PER_PIXEL, 1)
        .text(PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integer(ROWS, size.rows())
        .integer(COLUMNS, size.columns())
        .integer(BITS_ALLOCATED, 1)
        .integer(BITS_STORED, 1)
        .integer(HIGH_BIT, 0)
        .integer(PIXEL_REPRESENTATION, 0)
        .text(LOSSY_IMAGE_COMPRESSION, "00");
  }
}
