package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.ImageReference;

/**
 * Colour pictures as Secondary Capture Image Storage (PS3.3 A.8.1), an instance a picture: what
 * every viewer shows. Those that have a place in the patient say so beyond what the standard asks
 * of this kind, so that a viewer scrolls them along with the CT.
 */
public final class SecondaryCapture {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.7";

  private SecondaryCapture() {}

  /** The pictures, in the order of their instance numbers. */
  public static List<DicomObject> of(ResultSeries series, List<ColorFrame> frames) {
    List<DicomObject> objects = new ArrayList<>();
    for (ColorFrame frame : frames) {
      objects.add(of(series, frame, objects.size() + 1));
    }
    return objects;
  }

  private static DicomObject of(ResultSeries series, ColorFrame frame, int number) {
    DicomDataSet dataSet =
        series
            .beginImage("OT")
            .text(CONVERSION_TYPE, "WSD")
            .text(IMAGE_TYPE, "DERIVED", "SECONDARY")
            .integer(INSTANCE_NUMBER, number)
            .text(PATIENT_ORIENTATION)
            .text(DERIVATION_DESCRIPTION, "Importance map of a model's prediction over CT")
            .items(DERIVATION_CODE_SEQUENCE, Codes.OVERLAY.item())
            .text(BURNED_IN_ANNOTATION, "NO")
            .text(LOSSY_IMAGE_COMPRESSION, "00");
    if (!frame.sources().isEmpty()) {
      dataSet.items(SOURCE_IMAGE_SEQUENCE, items(frame.sources(), Codes.SOURCE_IMAGE));
    }
    frame.plane().ifPresent(plane -> addPlace(series, dataSet, plane));
    addPixels(dataSet, frame);
    return series.finish(STORAGE, dataSet);
  }

  static List<DicomDataSet> items(List<ImageReference> references, CodedTerm purpose) {
    return references.stream()
        .map(image -> image.item().items(PURPOSE_OF_REFERENCE_SEQUENCE, purpose.item()))
        .toList();
  }

  private static void addPlace(ResultSeries series, DicomDataSet dataSet, VolumeGeometry plane) {
    dataSet
        .addAll(series.source().frameOfReference())
        .addAll(Place.position(plane, 0))
        .addAll(Place.orientation(plane))
        .addAll(Place.pixelSpacing(plane));
  }

  private static void addPixels(DicomDataSet dataSet, ColorFrame frame) {
    dataSet
        .integer(SAMPLES_PER_PIXEL, 3)
        .text(PHOTOMETRIC_INTERPRETATION, "RGB")
        .integer(PLANAR_CONFIGURATION, 0)
        .integer(ROWS, frame.size().rows())
        .integer(COLUMNS, frame.size().columns())
        .integer(BITS_ALLOCATED, 8)
        .integer(BITS_STORED, 8)
        .integer(HIGH_BIT, 7)
        .integer(PIXEL_REPRESENTATION, 0)
        .bytes(PIXEL_DATA, frame.rgb());
  }
}
