package org.nodulens.dicom;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;

/**
 * The slices of a CT series, in ascending order along row x column direction, evenly spaced and
 * with none missing. A series UID whose slices make several volumes has a series for each.
 */
public final class CtSeries implements Serializable {
  private final String uid;
  private final String patientId;
  private final List<SliceHeader> slices;
  private final VolumeGeometry geometry;
  private final Optional<SeriesPart> part;

  CtSeries(String uid, String patientId, SliceStack stack, Optional<SeriesPart> part) {
    this.uid = uid;
    this.patientId = patientId;
    this.slices = stack.slices();
    this.geometry = stack.geometry();
    this.part = part;
  }

  /**
   * A single slice as a volume, as deep as the slice is thick.
   *
   * @param patientId empty if there is none
   * @throws DicomFormatException {@code missing-tag} if the slice does not say how thick it is
   */
  static CtSeries ofSingle(String uid, String patientId, SliceHeader slice)
      throws DicomFormatException {
    if (slice.thicknessMm().isEmpty()) {
      throw new DicomFormatException(
          "missing-tag",
          Tag.SLICE_THICKNESS
              + " is missing or makes no sense, but a single slice is as deep as it is thick, in"
              + " series "
              + uid);
    }
    SlicePlane plane = slice.plane();
    VolumeGeometry geometry =
        new VolumeGeometry(
            new GridSize(slice.columns(), slice.rows(), 1),
            plane.position(),
            plane.axes(slice.thicknessMm().getAsDouble()));
    return new CtSeries(uid, patientId, new SliceStack(List.of(slice), geometry), Optional.empty());
  }

  private CtSeries(CtSeries other, List<SliceHeader> slices) {
    this.uid = other.uid;
    this.patientId = other.patientId;
    this.slices = slices;
    this.geometry = other.geometry;
    this.part = other.part;
  }

  /** The same with its slices elsewhere. */
  CtSeries keptIn(SliceSpill spill) throws IOException {
    return new CtSeries(this, spill.keep(slices));
  }

  /** Series Instance UID; that of several series where one was split. */
  public String uid() {
    return uid;
  }

  /** The collection's own name of the patient; empty if there is none. */
  public String patientId() {
    return patientId;
  }

  public List<SliceHeader> slices() {
    return slices;
  }

  /** Where the slices lie. The slice axis slants where the gantry was tilted. */
  public VolumeGeometry geometry() {
    return geometry;
  }

  /** Whether slices are shifted sideways; only where {@link TiltHandling#RESAMPLE} let it pass. */
  public boolean isTilted() {
    return !geometry.axes().isUpright();
  }

  /** {@code axial}, {@code coronal}, {@code sagittal} or {@code oblique}. */
  public String orientation() {
    return slices.get(0).plane().orientationName();
  }

  /** Which one it is where the slices under its UID make more, or not all, a volume. */
  public Optional<SeriesPart> part() {
    return part;
  }

  /**
   * A message about the series' files with their bare names in it: outputs have no absolute paths.
   */
  public String withoutFolders(String message) {
    String text = message;
    for (SliceHeader slice : slices) {
      text = text.replace(slice.path().toString(), slice.path().getFileName().toString());
    }
    return text;
  }
}
