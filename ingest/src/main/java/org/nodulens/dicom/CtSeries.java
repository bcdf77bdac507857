package org.nodulens.dicom;

import java.util.List;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;

/**
 * The slices of a CT series, in ascending order along row x column direction, evenly spaced and
 * with none missing.
 */
public final class CtSeries {
  private final String uid;
  private final String patientId;
  private final List<SliceHeader> slices;
  private final VolumeGeometry geometry;

  CtSeries(String uid, String patientId, List<SliceHeader> slices, VolumeGeometry geometry) {
    this.uid = uid;
    this.patientId = patientId;
    this.slices = List.copyOf(slices);
    this.geometry = geometry;
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
    return new CtSeries(uid, patientId, List.of(slice), geometry);
  }

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

  public VolumeGeometry geometry() {
    return geometry;
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
