package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.SourceSeries;

/**
 * A nodule marked on the source's slices as a Grayscale Softcopy Presentation State (PS3.3 A.33.1):
 * a circle on each slice that its sphere goes through, its name on the middle one, a window.
 */
public final class NoduleMark {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.11.1";
  private static final String LAYER = "NODULE";

  /** Of the circle: straight lines every viewer draws. */
  private static final int CORNERS = 48;

  private final SourceSeries source;
  private final Sphere sphere;

  private NoduleMark(SourceSeries source, Sphere sphere) {
    this.source = source;
    this.sphere = sphere;
  }

  /** Around the nodule, a little larger than it. */
  public record Sphere(PatientPoint center, double radiusMm) {
    public Sphere {
      if (!(radiusMm > 0 && radiusMm < 1e3)) {
        throw new IllegalArgumentException("a radius is above 0 mm, got " + radiusMm);
      }
    }
  }

  /**
   * The presentation state.
   *
   * @param label stands beside the nodule; names no patient
   * @throws IllegalArgumentException if the sphere's centre is outside the series
   */
  public static DicomObject of(
      ResultSeries series, Sphere sphere, String label, HounsfieldWindow window) {
    return new NoduleMark(series.source(), sphere).object(series, label, window);
  }

  private DicomObject object(ResultSeries series, String label, HounsfieldWindow window) {
    VolumeGeometry geometry = source.geometry();
    if (!geometry.contains(sphere.center())) {
      throw new IllegalArgumentException("the nodule's centre lies outside the series");
    }
    int middle = middle();
    List<Integer> slices = slices(middle);
    List<ImageReference> images = slices.stream().map(source::slice).toList();
    List<DicomDataSet> marks = new ArrayList<>();
    for (int slice : slices) {
      DicomDataSet mark =
          new DicomDataSet()
              .text(GRAPHIC_LAYER, LAYER)
              .items(REFERENCED_IMAGE_SEQUENCE, source.slice(slice).item())
              .items(GRAPHIC_OBJECT_SEQUENCE, circle(slice));
      marks.add(slice == middle ? mark.items(TEXT_OBJECT_SEQUENCE, text(label, slice)) : mark);
    }
    DicomDataSet dataSet =
        series
            .begin("PR")
            .text(BODY_PART_EXAMINED, ResultSeries.BODY_PART)
            .text(PRESENTATION_CREATION_DATE, source.date())
            .text(PRESENTATION_CREATION_TIME, source.time())
            .addAll(identification(label))
            .items(
                REFERENCED_SERIES_SEQUENCE,
                series.sourceSeries(WrittenInstances.REFERENCED_IMAGES, images))
            .items(DISPLAYED_AREA_SEQUENCE, area(geometry, images))
            .items(GRAPHIC_ANNOTATION_SEQUENCE, marks)
            .items(
                GRAPHIC_LAYER_SEQUENCE,
                new DicomDataSet().text(GRAPHIC_LAYER, LAYER).integer(GRAPHIC_LAYER_ORDER, 1))
            .decimals(RESCALE_SLOPE, source.rescale(middle)[0])
            .decimals(RESCALE_INTERCEPT, source.rescale(middle)[1])
            .text(RESCALE_TYPE, "HU")
            .items(SOFTCOPY_VOI_LUT_SEQUENCE, voi(window))
            .text(PRESENTATION_LUT_SHAPE, "IDENTITY");
    return series.finish(STORAGE, dataSet);
  }

  private int middle() {
    VoxelIndex nearest = source.geometry().nearestVoxel(sphere.center());
    return Math.max(0, Math.min(source.geometry().size().slices() - 1, nearest.slice()));
  }

  /** One rescale holds for the whole object, so that slices with another are left unmarked. */
  private List<Integer> slices(int middle) {
    List<Integer> slices = new ArrayList<>();
    for (int slice = 0; slice < source.geometry().size().slices(); slice++) {
      boolean crossed = slice == middle || radiusMm(slice) > 0;
      if (crossed && Arrays.equals(source.rescale(slice), source.rescale(middle))) {
        slices.add(slice);
      }
    }
    return slices;
  }

  /** Distance of a slice's plane from the centre, mm. */
  private double offMm(int slice) {
    VolumeGeometry geometry = source.geometry();
    double sliceMm = geometry.axes().upright().slice().lengthMm();
    return Math.abs(geometry.toVoxel(sphere.center()).slice() - slice) * sliceMm;
  }

  /** Of the circle in which a slice cuts the sphere, mm; 0 where it does not. */
  private double radiusMm(int slice) {
    double offMm = offMm(slice);
    double square = sphere.radiusMm() * sphere.radiusMm() - offMm * offMm;
    return square > 0 ? Math.sqrt(square) : 0;
  }

  /**
   * The centre on a slice's image, where the first pixel reaches from 0 to 1 (PS3.3 C.10.5.1.2).
   */
  private double[] centerPixels(int slice) {
    VolumeGeometry geometry = source.geometry();
    double slices = slice - geometry.toVoxel(sphere.center()).slice();
    PatientPoint onSlice = sphere.center().plus(geometry.axes().upright().slice().times(slices));
    VoxelPoint voxel = geometry.toVoxel(onSlice);
    return new double[] {voxel.column() + 0.5, voxel.row() + 0.5};
  }

  private DicomDataSet circle(int slice) {
    double radiusMm = Math.max(radiusMm(slice), sphere.radiusMm() / 4);
    double[] center = centerPixels(slice);
    float[] points = new float[2 * (CORNERS + 1)];
    for (int i = 0; i <= CORNERS; i++) {
      double angle = 2 * Math.PI * (i % CORNERS) / CORNERS;
      double columns = radiusMm * Math.cos(angle) / source.geometry().spacing().xMm();
      double rows = radiusMm * Math.sin(angle) / source.geometry().spacing().yMm();
      points[2 * i] = (float) (center[0] + columns);
      points[2 * i + 1] = (float) (center[1] + rows);
    }
    return new DicomDataSet()
        .text(GRAPHIC_UNITS, "PIXEL")
        .integer(GRAPHIC_DIMENSIONS, 2)
        .integer(NUMBER_OF_GRAPHIC_POINTS, CORNERS + 1)
        .floats(GRAPHIC_DATA, points)
        .text(GRAPHIC_TYPE, "POLYLINE")
        .text(GRAPHIC_FILLED, "N");
  }

  private DicomDataSet text(String label, int slice) {
    double[] center = centerPixels(slice);
    double right = sphere.radiusMm() / source.geometry().spacing().xMm();
    return new DicomDataSet()
        .text(ANCHOR_POINT_UNITS, "PIXEL")
        .text(UNFORMATTED_TEXT, Words.of(label, 64))
        .floats(ANCHOR_POINT, (float) (center[0] + right + 2), (float) center[1])
        .text(ANCHOR_POINT_VISIBILITY, "N");
  }

  private static DicomDataSet identification(String label) {
    return new DicomDataSet()
        .integer(INSTANCE_NUMBER, 1)
        .text(CONTENT_LABEL, LAYER)
        .text(CONTENT_DESCRIPTION, Words.of(label, 64))
        .text(CONTENT_CREATOR);
  }

  private static DicomDataSet area(VolumeGeometry geometry, List<ImageReference> images) {
    return new DicomDataSet()
        .items(REFERENCED_IMAGE_SEQUENCE, images.stream().map(ImageReference::item).toList())
        .longs(DISPLAYED_AREA_TOP_LEFT, 1, 1)
        .longs(DISPLAYED_AREA_BOTTOM_RIGHT, geometry.size().columns(), geometry.size().rows())
        .text(PRESENTATION_SIZE_MODE, "SCALE TO FIT")
        .decimals(PRESENTATION_PIXEL_SPACING, geometry.spacing().yMm(), geometry.spacing().xMm());
  }

  private static DicomDataSet voi(HounsfieldWindow window) {
    return new DicomDataSet()
        .decimals(WINDOW_CENTER, window.centerHu())
        .decimals(WINDOW_WIDTH, window.widthHu());
  }
}
