package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;

/**
 * A signed importance volume as Parametric Map Storage with 32-bit float pixels (PS3.3 A.75): the
 * very numbers, in their unit.
 */
public final class ParametricMap {
  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.30";

  private ParametricMap() {}

  /**
   * What the numbers are.
   *
   * @param quantity what is measured
   * @param units of a number
   * @param explanation in words, such as {@code CDAM for malignancy}
   */
  public record Meaning(CodedTerm quantity, CodedTerm units, String explanation) {
    /** Importance in the score's own unit, which is none: a logit or a z-score. */
    public static Meaning importance(String explanation) {
      return new Meaning(Codes.IMPORTANCE, Codes.ONE, explanation);
    }
  }

  /**
   * The object.
   *
   * @param number of the instance in its series, from 1
   * @param geometry where the values lie; slices become frames
   * @param values slice by slice, row by row
   * @throws IllegalArgumentException if the values do not fill the grid, or one is not finite
   */
  public static DicomObject of(
      ResultSeries series, int number, VolumeGeometry geometry, float[] values, Meaning meaning) {
    GridSize size = geometry.size();
    if (values.length != size.voxels()) {
      throw new IllegalArgumentException(values.length + " values do not fill " + size);
    }
    double largest = largest(values);
    FrameSet frames =
        new FrameSet(
                series, geometry, Place.thicknessMm(series.source(), geometry), Codes.IMPORTANCE)
            .share(
                PARAMETRIC_MAP_FRAME_TYPE_SEQUENCE,
                new DicomDataSet().text(FRAME_TYPE, imageType()))
            .share(PIXEL_VALUE_TRANSFORMATION_SEQUENCE, identity())
            .share(FRAME_VOI_LUT_SEQUENCE, window(largest))
            .share(REAL_WORLD_VALUE_MAPPING_SEQUENCE, mapping(meaning, largest));
    for (int slice = 0; slice < size.slices(); slice++) {
      frames.add(slice, new DicomDataSet(), slice + 1);
    }
    DicomDataSet dataSet =
        series
            .beginImage("OT")
            .addAll(frames.modules(FrameSet.Dimension.POSITION))
            .text(DIMENSION_ORGANIZATION_TYPE, "3D")
            .addAll(image(meaning))
            .integer(INSTANCE_NUMBER, number)
            .integer(ROWS, size.rows())
            .integer(COLUMNS, size.columns())
            .floats(FLOAT_PIXEL_DATA, values);
    return series.finish(STORAGE, dataSet);
  }

  private static String[] imageType() {
    return new String[] {"DERIVED", "PRIMARY", "IMPORTANCE", "NONE"};
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a map's values must be finite, got " + value);
      }
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static DicomDataSet image(Meaning meaning) {
    return new DicomDataSet()
        .text(IMAGE_TYPE, imageType())
        .text(CONTENT_LABEL, "IMPORTANCE")
        .text(CONTENT_DESCRIPTION, Words.of(meaning.explanation(), 64))
        .text(CONTENT_CREATOR)
        .text(CONTENT_QUALIFICATION, "RESEARCH")
        .items(ACQUISITION_CONTEXT_SEQUENCE)
        .integer(SAMPLES_PER_PIXEL, 1)
        .text(PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integer(BITS_ALLOCATED, Float.SIZE)
        .text(BURNED_IN_ANNOTATION, "NO")
        .text(RECOGNIZABLE_VISUAL_FEATURES, "NO")
        .text(LOSSY_IMAGE_COMPRESSION, "00")
        .text(PRESENTATION_LUT_SHAPE, "IDENTITY");
  }

  private static DicomDataSet identity() {
    return new DicomDataSet()
        .decimals(RESCALE_INTERCEPT, 0)
        .decimals(RESCALE_SLOPE, 1)
        .text(RESCALE_TYPE, "US");
  }

  /** Zero in the middle of the greys; widths below 1 need the exact function (C.11.2.1.3.2). */
  private static DicomDataSet window(double largest) {
    return new DicomDataSet()
        .decimals(WINDOW_CENTER, 0)
        .text(
            WINDOW_WIDTH,
            largest > 0 ? String.format(java.util.Locale.ROOT, "%.6e", 2 * largest) : "1")
        .text(WINDOW_EXPLANATION, "against and for")
        .text(VOI_LUT_FUNCTION, "LINEAR_EXACT");
  }

  private static DicomDataSet mapping(Meaning meaning, double largest) {
    DicomDataSet quantity =
        new DicomDataSet()
            .text(VALUE_TYPE, "CODE")
            .items(CONCEPT_NAME_SEQUENCE, Codes.QUANTITY.item())
            .items(CONCEPT_CODE_SEQUENCE, meaning.quantity().item());
    return new DicomDataSet()
        .text(LUT_EXPLANATION, Words.of(meaning.explanation(), 64))
        .text(LUT_LABEL, "IMPORTANCE")
        .items(UNITS_SEQUENCE, meaning.units().item())
        .items(QUANTITY_DEFINITION_SEQUENCE, quantity)
        .doubles(REAL_WORLD_FIRST_VALUE, -largest)
        .doubles(REAL_WORLD_LAST_VALUE, largest)
        .doubles(REAL_WORLD_INTERCEPT, 0)
        .doubles(REAL_WORLD_SLOPE, 1);
  }
}
