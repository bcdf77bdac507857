package org.nodulens.dicom.objects;

import java.util.List;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.ImageReference;

/** A picture in true colour. Immutable. */
public final class ColorFrame {
  private final GridSize size;
  private final byte[] rgb;
  private final Optional<VolumeGeometry> plane;
  private final List<ImageReference> sources;

  private ColorFrame(
      GridSize size, byte[] rgb, Optional<VolumeGeometry> plane, List<ImageReference> sources) {
    if (rgb.length != 3 * size.pixelsPerSlice() || size.slices() != 1) {
      throw new IllegalArgumentException(
          rgb.length + " bytes are not red, green and blue of " + size);
    }
    this.size = size;
    this.rgb = rgb.clone();
    this.plane = plane;
    this.sources = List.copyOf(sources);
  }

  /**
   * A picture whose pixels have a place in the patient.
   *
   * @param plane one slice: the centre of each pixel
   * @param rgb three bytes a pixel, row by row
   * @param sources the images that it was made from
   */
  public static ColorFrame inPatient(
      VolumeGeometry plane, byte[] rgb, List<ImageReference> sources) {
    return new ColorFrame(plane.size(), rgb, Optional.of(plane), sources);
  }

  /** A picture that is composed of others and has no place. */
  public static ColorFrame composed(
      int columns, int rows, byte[] rgb, List<ImageReference> sources) {
    return new ColorFrame(new GridSize(columns, rows, 1), rgb, Optional.empty(), sources);
  }

  GridSize size() {
    return size;
  }

  byte[] rgb() {
    return rgb.clone();
  }

  Optional<VolumeGeometry> plane() {
    return plane;
  }

  List<ImageReference> sources() {
    return sources;
  }
}
