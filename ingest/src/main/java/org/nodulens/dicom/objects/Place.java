package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.SourceSeries;

/** Where slices lie, as attributes (PS3.3 C.7.6.2.1.1). */
final class Place {
  /** The cosine of 0.1 degrees: less is the rounding of numbers. */
  private static final double PARALLEL = Math.cos(Math.toRadians(0.1));

  private Place() {}

  static DicomDataSet position(VolumeGeometry geometry, int slice) {
    PatientPoint at = geometry.toPatient(new VoxelPoint(0, 0, slice));
    return new DicomDataSet().decimals(IMAGE_POSITION, at.xMm(), at.yMm(), at.zMm());
  }

  static DicomDataSet orientation(VolumeGeometry geometry) {
    PatientVector row = geometry.axes().column().unit();
    PatientVector column = geometry.axes().row().unit();
    return new DicomDataSet()
        .decimals(
            IMAGE_ORIENTATION,
            row.xMm(),
            row.yMm(),
            row.zMm(),
            column.xMm(),
            column.yMm(),
            column.zMm());
  }

  /**
   * How large pixels are and, of several slices, how far these are apart.
   *
   * @param thicknessMm of a slice; where nobody knows it, none is written
   */
  static DicomDataSet pixelMeasures(VolumeGeometry geometry, OptionalDouble thicknessMm) {
    DicomDataSet measures = pixelSpacing(geometry);
    if (geometry.size().slices() > 1) {
      measures.decimals(SPACING_BETWEEN_SLICES, apartMm(geometry));
    }
    thicknessMm.ifPresent(mm -> measures.decimals(SLICE_THICKNESS, mm));
    return measures;
  }

  /** From a slice to the next, along their normal. */
  static double apartMm(VolumeGeometry geometry) {
    return geometry.axes().upright().slice().lengthMm();
  }

  /**
   * The thickness of the source's slices where a grid's are parallel to them: the data of a frame
   * are theirs. A plane that cuts across the source has no thickness that anybody measured.
   */
  static OptionalDouble thicknessMm(SourceSeries source, VolumeGeometry geometry) {
    double along = source.geometry().axes().normal().dot(geometry.axes().normal());
    return Math.abs(along) > PARALLEL ? source.sliceThicknessMm() : OptionalDouble.empty();
  }

  static DicomDataSet pixelSpacing(VolumeGeometry geometry) {
    return new DicomDataSet()
        .decimals(PIXEL_SPACING, geometry.spacing().yMm(), geometry.spacing().xMm());
  }

  /** The source's slices that a slice of another grid goes through; at least the nearest one. */
  static List<ImageReference> crossed(SourceSeries source, VolumeGeometry geometry, int slice) {
    VolumeGeometry from = source.geometry();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      double column = (corner & 1) == 0 ? 0 : geometry.size().columns() - 1.0;
      double row = (corner & 2) == 0 ? 0 : geometry.size().rows() - 1.0;
      PatientPoint at = geometry.toPatient(new VoxelPoint(column, row, slice));
      lowest = Math.min(lowest, from.toVoxel(at).slice());
      highest = Math.max(highest, from.toVoxel(at).slice());
    }
    int last = from.size().slices() - 1;
    int to = Math.toIntExact(Math.max(0, Math.min(last, Math.round(highest))));
    List<ImageReference> crossed = new ArrayList<>();
    for (int k = Math.toIntExact(Math.max(0, Math.min(to, Math.round(lowest)))); k <= to; k++) {
      crossed.add(source.slice(k));
    }
    return crossed;
  }
}
