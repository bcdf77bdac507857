package org.nodulens.dicom;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.io.IOException;
import java.nio.file.Path;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

/**
 * Writes a synthetic CT series, one classic CT Image Storage object (PS3.3 A.3) a slice, each when
 * its pixels are there. The images are marked as quality control images: nobody was scanned.
 */
public final class CtSeriesWriter {
  private static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

  /** What 12 bits hold: stored value = HU + 1024. */
  private static final int LOWEST_HU = -1024;

  private static final int HIGHEST_HU = 3071;

  private final CtIdentity identity;
  private final CtScan scan;
  private final VolumeGeometry geometry;

  /**
   * For the slices of a volume.
   *
   * @param geometry its axes at right angles
   */
  public CtSeriesWriter(CtIdentity identity, CtScan scan, VolumeGeometry geometry) {
    this.identity = identity;
    this.scan = scan;
    this.geometry = geometry;
  }

  /**
   * SOP Instance UID of a slice.
   *
   * @param slice from 0, as in the geometry
   */
  public String sopUid(int slice) {
    return DicomUid.ofName(identity.seriesUid() + "/slice/" + slice);
  }

  /**
   * 1 is the last slice of the geometry: scans run from the shoulders down.
   *
   * @param slice from 0, as in the geometry
   */
  public int instanceNumber(int slice) {
    return geometry.size().slices() - slice;
  }

  /**
   * Writes one slice.
   *
   * @param hu row by row; what 12 bits do not hold is clipped to [-1024, 3071]
   */
  public void write(Path file, int slice, short[] hu) throws IOException {
    if (hu.length != geometry.size().pixelsPerSlice()) {
      throw new IllegalArgumentException(
          "a slice has " + geometry.size().pixelsPerSlice() + " pixels, got " + hu.length);
    }
    DicomDataSet dataSet = new DicomDataSet();
    addPatientAndStudy(dataSet);
    addEquipment(dataSet);
    addPlace(dataSet, slice);
    addPixels(dataSet, hu);
    DicomWriter.write(file, new DicomObject(CT_IMAGE_STORAGE, sopUid(slice), dataSet));
  }

  private void addPatientAndStudy(DicomDataSet dataSet) {
    dataSet
        .text(SPECIFIC_CHARACTER_SET, "ISO_IR 100")
        .text(IMAGE_TYPE, "ORIGINAL", "PRIMARY", "AXIAL")
        .text(ACCESSION_NUMBER)
        .text(MODALITY, "CT")
        .text(REFERRING_PHYSICIAN)
        .text(STUDY_DESCRIPTION, "Chest")
        .text(SERIES_DESCRIPTION, scan.seriesDescription())
        .text(PATIENT_NAME, identity.patientName())
        .text(PATIENT_ID, identity.patientId())
        .text(PATIENT_BIRTH_DATE)
        .text(PATIENT_SEX, identity.patientSex())
        .text(STUDY_INSTANCE_UID, identity.studyUid())
        .text(SERIES_INSTANCE_UID, identity.seriesUid())
        .text(STUDY_ID, "1")
        .integer(SERIES_NUMBER, 1)
        .integer(ACQUISITION_NUMBER, 1)
        .text(FRAME_OF_REFERENCE_UID, identity.frameOfReferenceUid())
        .text(POSITION_REFERENCE_INDICATOR);
    for (WrittenAttribute date :
        new WrittenAttribute[] {STUDY_DATE, SERIES_DATE, ACQUISITION_DATE, CONTENT_DATE}) {
      dataSet.text(date, scan.date());
    }
    for (WrittenAttribute time :
        new WrittenAttribute[] {STUDY_TIME, SERIES_TIME, ACQUISITION_TIME, CONTENT_TIME}) {
      dataSet.text(time, scan.time());
    }
  }

  private void addEquipment(DicomDataSet dataSet) {
    dataSet
        .text(MANUFACTURER, scan.manufacturer())
        .text(MANUFACTURER_MODEL, scan.model())
        .text(SOFTWARE_VERSIONS, "nodulens")
        .text(BODY_PART_EXAMINED, "CHEST")
        .decimals(SLICE_THICKNESS, scan.sliceThicknessMm())
        .decimals(KVP, 120)
        .decimals(RECONSTRUCTION_DIAMETER, geometry.size().columns() * geometry.spacing().xMm())
        .decimals(GANTRY_TILT, 0)
        .integer(EXPOSURE_TIME, 500)
        .integer(TUBE_CURRENT, 200)
        .integer(EXPOSURE, 100)
        .text(CONVOLUTION_KERNEL, scan.convolutionKernel())
        .text(PATIENT_POSITION, "HFS");
  }

  private void addPlace(DicomDataSet dataSet, int slice) {
    PatientPoint at = geometry.toPatient(new VoxelPoint(0, 0, slice));
    PatientVector row = geometry.axes().column().unit();
    PatientVector column = geometry.axes().row().unit();
    dataSet
        .integer(INSTANCE_NUMBER, instanceNumber(slice))
        .decimals(IMAGE_POSITION, at.xMm(), at.yMm(), at.zMm())
        .decimals(
            IMAGE_ORIENTATION,
            row.xMm(),
            row.yMm(),
            row.zMm(),
            column.xMm(),
            column.yMm(),
            column.zMm())
        .decimals(SLICE_LOCATION, at.zMm())
        .decimals(PIXEL_SPACING, geometry.spacing().yMm(), geometry.spacing().xMm());
  }

  private void addPixels(DicomDataSet dataSet, short[] hu) {
    GridSize size = geometry.size();
    short[] stored = new short[hu.length];
    for (int i = 0; i < hu.length; i++) {
      stored[i] = (short) (Math.min(HIGHEST_HU, Math.max(LOWEST_HU, hu[i])) - LOWEST_HU);
    }
    dataSet
        .integer(SAMPLES_PER_PIXEL, 1)
        .text(PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .integer(ROWS, size.rows())
        .integer(COLUMNS, size.columns())
        .integer(BITS_ALLOCATED, 16)
        .integer(BITS_STORED, 12)
        .integer(HIGH_BIT, 11)
        .integer(PIXEL_REPRESENTATION, 0)
        .text(QUALITY_CONTROL_IMAGE, "YES")
        .decimals(WINDOW_CENTER, -600)
        .decimals(WINDOW_WIDTH, 1500)
        .decimals(RESCALE_INTERCEPT, LOWEST_HU)
        .decimals(RESCALE_SLOPE, 1)
        .text(RESCALE_TYPE, "HU")
        .samples(PIXEL_DATA, stored);
  }
}
