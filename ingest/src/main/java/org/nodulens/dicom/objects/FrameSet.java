package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomUid;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.WrittenAttribute;

/**
 * The frames of an enhanced object: functional groups, dimensions and the instances that they refer
 * to (PS3.3 C.7.6.16, C.7.6.17, C.12.2).
 */
final class FrameSet {
  private final ResultSeries series;
  private final VolumeGeometry geometry;
  private final CodedTerm derivation;
  private final DicomDataSet shared;
  private final List<DicomDataSet> frames = new ArrayList<>();
  private final Set<ImageReference> sources = new LinkedHashSet<>();

  /**
   * For frames on slices of one grid.
   *
   * @param thicknessMm of a slice, where it is known
   * @param derivation how they were made from the source's images
   */
  FrameSet(
      ResultSeries series,
      VolumeGeometry geometry,
      OptionalDouble thicknessMm,
      CodedTerm derivation) {
    this.series = series;
    this.geometry = geometry;
    this.derivation = derivation;
    this.shared =
        new DicomDataSet()
            .items(PIXEL_MEASURES_SEQUENCE, Place.pixelMeasures(geometry, thicknessMm))
            .items(PLANE_ORIENTATION_SEQUENCE, Place.orientation(geometry));
  }

  /** A functional group that all frames share. */
  FrameSet share(WrittenAttribute group, DicomDataSet item) {
    shared.items(group, item);
    return this;
  }

  /**
   * Adds a frame.
   *
   * @param slice of the grid
   * @param groups what else is said of this frame alone
   * @param index the frame's place along each dimension, from 1
   */
  void add(int slice, DicomDataSet groups, int... index) {
    List<ImageReference> crossed = Place.crossed(series.source(), geometry, slice);
    sources.addAll(crossed);
    DicomDataSet derived =
        new DicomDataSet()
            .items(DERIVATION_CODE_SEQUENCE, derivation.item())
            .items(SOURCE_IMAGE_SEQUENCE, SecondaryCapture.items(crossed, Codes.SOURCE_IMAGE));
    frames.add(
        new DicomDataSet()
            .addAll(groups)
            .items(FRAME_CONTENT_SEQUENCE, new DicomDataSet().longs(DIMENSION_INDEX_VALUES, index))
            .items(PLANE_POSITION_SEQUENCE, Place.position(geometry, slice))
            .items(DERIVATION_IMAGE_SEQUENCE, derived));
  }

  int count() {
    return frames.size();
  }

  /** One dimension: an attribute, and the functional group that holds it. */
  record Dimension(WrittenAttribute attribute, WrittenAttribute group, String label) {
    static final Dimension POSITION =
        new Dimension(IMAGE_POSITION, PLANE_POSITION_SEQUENCE, "Image Position");
  }

  /** All modules about the frames. */
  DicomDataSet modules(Dimension... dimensions) {
    String organization =
        DicomUid.ofName(
            "nodulens dimensions/" + series.source().seriesUid() + "/" + dimensions.length);
    List<DicomDataSet> indices = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      indices.add(
          new DicomDataSet()
              .text(DIMENSION_ORGANIZATION_UID, organization)
              .pointer(DIMENSION_INDEX_POINTER, dimension.attribute())
              .pointer(FUNCTIONAL_GROUP_POINTER, dimension.group())
              .text(DIMENSION_DESCRIPTION_LABEL, dimension.label()));
    }
    return new DicomDataSet()
        .addAll(series.source().frameOfReference())
        .integer(NUMBER_OF_FRAMES, frames.size())
        .items(
            DIMENSION_ORGANIZATION_SEQUENCE,
            new DicomDataSet().text(DIMENSION_ORGANIZATION_UID, organization))
        .items(DIMENSION_INDEX_SEQUENCE, indices)
        .items(SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared)
        .items(PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames)
        .items(
            REFERENCED_SERIES_SEQUENCE,
            series.sourceSeries(WrittenInstances.REFERENCED_INSTANCES, List.copyOf(sources)));
  }
}
