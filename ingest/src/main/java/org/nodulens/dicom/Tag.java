package org.nodulens.dicom;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The attributes that are read (PS3.6). All others are passed over. */
public enum Tag {
  MEDIA_STORAGE_SOP_CLASS_UID(0x00020002, "Media Storage SOP Class UID"),
  TRANSFER_SYNTAX_UID(0x00020010, "Transfer Syntax UID"),
  IMAGE_TYPE(0x00080008, "Image Type"),
  SOP_CLASS_UID(0x00080016, "SOP Class UID"),
  SOP_INSTANCE_UID(0x00080018, "SOP Instance UID"),
  STUDY_DATE(0x00080020, "Study Date"),
  STUDY_TIME(0x00080030, "Study Time"),
  ACQUISITION_TIME(0x00080032, "Acquisition Time"),
  FRAME_TYPE(0x00089007, "Frame Type"),
  MODALITY(0x00080060, "Modality"),
  MANUFACTURER(0x00080070, "Manufacturer"),
  MANUFACTURER_MODEL(0x00081090, "Manufacturer's Model Name"),
  CODE_VALUE(0x00080100, "Code Value"),
  CODING_SCHEME(0x00080102, "Coding Scheme Designator"),
  CODE_MEANING(0x00080104, "Code Meaning"),
  REFERENCED_SOP_INSTANCE_UID(0x00081155, "Referenced SOP Instance UID"),
  PATIENT_ID(0x00100020, "Patient ID"),
  SLICE_THICKNESS(0x00180050, "Slice Thickness"),
  KVP(0x00180060, "KVP"),
  SPACING_BETWEEN_SLICES(0x00180088, "Spacing Between Slices"),
  TRIGGER_TIME(0x00181060, "Trigger Time"),
  GANTRY_TILT(0x00181120, "Gantry/Detector Tilt"),
  CONVOLUTION_KERNEL(0x00181210, "Convolution Kernel"),
  PATIENT_POSITION(0x00185100, "Patient Position"),
  STUDY_INSTANCE_UID(0x0020000D, "Study Instance UID"),
  SERIES_INSTANCE_UID(0x0020000E, "Series Instance UID"),
  ACQUISITION_NUMBER(0x00200012, "Acquisition Number"),
  IMAGE_POSITION(0x00200032, "Image Position (Patient)"),
  IMAGE_ORIENTATION(0x00200037, "Image Orientation (Patient)"),
  FRAME_OF_REFERENCE_UID(0x00200052, "Frame of Reference UID"),
  TEMPORAL_POSITION(0x00200100, "Temporal Position Identifier"),
  SAMPLES_PER_PIXEL(0x00280002, "Samples per Pixel"),
  NUMBER_OF_FRAMES(0x00280008, "Number of Frames"),
  FRAME_ACQUISITION_NUMBER(0x00209156, "Frame Acquisition Number"),
  ROWS(0x00280010, "Rows"),
  COLUMNS(0x00280011, "Columns"),
  PIXEL_SPACING(0x00280030, "Pixel Spacing"),
  BITS_ALLOCATED(0x00280100, "Bits Allocated"),
  BITS_STORED(0x00280101, "Bits Stored"),
  HIGH_BIT(0x00280102, "High Bit"),
  PIXEL_REPRESENTATION(0x00280103, "Pixel Representation"),
  PIXEL_PADDING_VALUE(0x00280120, "Pixel Padding Value"),
  PIXEL_PADDING_RANGE_LIMIT(0x00280121, "Pixel Padding Range Limit"),
  RESCALE_INTERCEPT(0x00281052, "Rescale Intercept"),
  RESCALE_SLOPE(0x00281053, "Rescale Slope"),
  RESCALE_TYPE(0x00281054, "Rescale Type"),
  SEGMENTATION_TYPE(0x00620001, "Segmentation Type"),
  SEGMENT_NUMBER(0x00620004, "Segment Number"),
  SEGMENT_LABEL(0x00620005, "Segment Label"),
  REFERENCED_SEGMENT_NUMBER(0x0062000B, "Referenced Segment Number"),
  MAXIMUM_FRACTIONAL_VALUE(0x0062000E, "Maximum Fractional Value"),
  TRACKING_ID(0x00620020, "Tracking ID"),
  TRACKING_UID(0x00620021, "Tracking UID"),
  ROI_NUMBER(0x30060022, "ROI Number"),
  REFERENCED_FRAME_OF_REFERENCE_UID(0x30060024, "Referenced Frame of Reference UID"),
  ROI_NAME(0x30060026, "ROI Name"),
  CONTOUR_GEOMETRIC_TYPE(0x30060042, "Contour Geometric Type"),
  NUMBER_OF_CONTOUR_POINTS(0x30060046, "Number of Contour Points"),
  CONTOUR_DATA(0x30060050, "Contour Data"),
  REFERENCED_ROI_NUMBER(0x30060084, "Referenced ROI Number"),
  RT_ROI_INTERPRETED_TYPE(0x300600A4, "RT ROI Interpreted Type"),
  PIXEL_DATA(0x7FE00010, "Pixel Data");

  private static final Map<Integer, Tag> BY_NUMBER = new HashMap<>();

  static {
    for (Tag tag : values()) {
      BY_NUMBER.put(tag.number, tag);
    }
  }

  private final int number;
  private final String text;

  Tag(int number, String name) {
    this.number = number;
    this.text = name + " " + format(number);
  }

  static Optional<Tag> of(int number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** For instance {@code (0028,1053)}. */
  static String format(int number) {
    return String.format(Locale.ROOT, "(%04X,%04X)", number >>> 16, number & 0xFFFF);
  }

  int number() {
    return number;
  }

  /** For instance {@code Rescale Slope (0028,1053)}. */
  @Override
  public String toString() {
    return text;
  }
}
