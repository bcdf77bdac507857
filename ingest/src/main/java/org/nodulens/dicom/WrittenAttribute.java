package org.nodulens.dicom;

import static org.nodulens.dicom.ValueRepresentation.CS;
import static org.nodulens.dicom.ValueRepresentation.DA;
import static org.nodulens.dicom.ValueRepresentation.DS;
import static org.nodulens.dicom.ValueRepresentation.IS;
import static org.nodulens.dicom.ValueRepresentation.LO;
import static org.nodulens.dicom.ValueRepresentation.OB;
import static org.nodulens.dicom.ValueRepresentation.OW;
import static org.nodulens.dicom.ValueRepresentation.PN;
import static org.nodulens.dicom.ValueRepresentation.SH;
import static org.nodulens.dicom.ValueRepresentation.TM;
import static org.nodulens.dicom.ValueRepresentation.UI;
import static org.nodulens.dicom.ValueRepresentation.UL;
import static org.nodulens.dicom.ValueRepresentation.US;

/**
 * The attributes that are written, with their value representations (PS3.6). Kept apart from {@link
 * Tag}, which names what is read: a patient's name is written, never read.
 */
enum WrittenAttribute {
  GROUP_LENGTH(0x00020000, UL),
  META_INFORMATION_VERSION(0x00020001, OB),
  MEDIA_STORAGE_SOP_CLASS_UID(0x00020002, UI),
  MEDIA_STORAGE_SOP_INSTANCE_UID(0x00020003, UI),
  TRANSFER_SYNTAX_UID(0x00020010, UI),
  IMPLEMENTATION_CLASS_UID(0x00020012, UI),
  IMPLEMENTATION_VERSION_NAME(0x00020013, SH),
  SPECIFIC_CHARACTER_SET(0x00080005, CS),
  IMAGE_TYPE(0x00080008, CS),
  SOP_CLASS_UID(0x00080016, UI),
  SOP_INSTANCE_UID(0x00080018, UI),
  STUDY_DATE(0x00080020, DA),
  SERIES_DATE(0x00080021, DA),
  ACQUISITION_DATE(0x00080022, DA),
  CONTENT_DATE(0x00080023, DA),
  STUDY_TIME(0x00080030, TM),
  SERIES_TIME(0x00080031, TM),
  ACQUISITION_TIME(0x00080032, TM),
  CONTENT_TIME(0x00080033, TM),
  ACCESSION_NUMBER(0x00080050, SH),
  MODALITY(0x00080060, CS),
  MANUFACTURER(0x00080070, LO),
  REFERRING_PHYSICIAN(0x00080090, PN),
  STUDY_DESCRIPTION(0x00081030, LO),
  SERIES_DESCRIPTION(0x0008103E, LO),
  MANUFACTURER_MODEL(0x00081090, LO),
  REFERENCED_IMAGE_SEQUENCE(0x00081140, ValueRepresentation.SQ),
  REFERENCED_SOP_CLASS_UID(0x00081150, UI),
  REFERENCED_SOP_INSTANCE_UID(0x00081155, UI),
  PATIENT_NAME(0x00100010, PN),
  PATIENT_ID(0x00100020, LO),
  PATIENT_BIRTH_DATE(0x00100030, DA),
  PATIENT_SEX(0x00100040, CS),
  BODY_PART_EXAMINED(0x00180015, CS),
  SLICE_THICKNESS(0x00180050, DS),
  KVP(0x00180060, DS),
  SOFTWARE_VERSIONS(0x00181020, LO),
  RECONSTRUCTION_DIAMETER(0x00181100, DS),
  GANTRY_TILT(0x00181120, DS),
  EXPOSURE_TIME(0x00181150, IS),
  TUBE_CURRENT(0x00181151, IS),
  EXPOSURE(0x00181152, IS),
  CONVOLUTION_KERNEL(0x00181210, SH),
  PATIENT_POSITION(0x00185100, CS),
  STUDY_INSTANCE_UID(0x0020000D, UI),
  SERIES_INSTANCE_UID(0x0020000E, UI),
  STUDY_ID(0x00200010, SH),
  SERIES_NUMBER(0x00200011, IS),
  ACQUISITION_NUMBER(0x00200012, IS),
  INSTANCE_NUMBER(0x00200013, IS),
  IMAGE_POSITION(0x00200032, DS),
  IMAGE_ORIENTATION(0x00200037, DS),
  FRAME_OF_REFERENCE_UID(0x00200052, UI),
  POSITION_REFERENCE_INDICATOR(0x00201040, LO),
  SLICE_LOCATION(0x00201041, DS),
  SAMPLES_PER_PIXEL(0x00280002, US),
  PHOTOMETRIC_INTERPRETATION(0x00280004, CS),
  ROWS(0x00280010, US),
  COLUMNS(0x00280011, US),
  PIXEL_SPACING(0x00280030, DS),
  BITS_ALLOCATED(0x00280100, US),
  BITS_STORED(0x00280101, US),
  HIGH_BIT(0x00280102, US),
  PIXEL_REPRESENTATION(0x00280103, US),
  QUALITY_CONTROL_IMAGE(0x00280300, CS),
  WINDOW_CENTER(0x00281050, DS),
  WINDOW_WIDTH(0x00281051, DS),
  RESCALE_INTERCEPT(0x00281052, DS),
  RESCALE_SLOPE(0x00281053, DS),
  RESCALE_TYPE(0x00281054, LO),
  PIXEL_DATA(0x7FE00010, OW);

  private final int number;
  private final ValueRepresentation representation;

  WrittenAttribute(int number, ValueRepresentation representation) {
    this.number = number;
    this.representation = representation;
  }

  int number() {
    return number;
  }

  ValueRepresentation representation() {
    return representation;
  }

  /** For instance {@code IMAGE_TYPE (0008,0008)}. */
  @Override
  public String toString() {
    return name() + " " + Tag.format(number);
  }
}
