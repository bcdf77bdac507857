package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.util.ArrayList;
import java.util.List;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.DicomObject;
import org.nodulens.dicom.DicomUid;
import org.nodulens.dicom.ImageReference;
import org.nodulens.dicom.SourceSeries;
import org.nodulens.volumeio.Sha256;

/**
 * A series of objects in the study that they were made from. Its identifier follows from the source
 * series, what is in it and {@code key}; an object's identifier from its very contents. Dates are
 * the study's: two runs make the same bytes.
 *
 * @param key tells this series from others of its kind: the nodule and the model
 * @param number Series Number, above those of the scanner
 * @param description what a viewer lists
 */
public record ResultSeries(
    SourceSeries source, Equipment equipment, String key, int number, String description) {
  /** As PS3.16 Annex L writes it. */
  static final String BODY_PART = "CHEST";

  public ResultSeries {
    if (number < 1) {
      throw new IllegalArgumentException("a series number is at least 1, got " + number);
    }
  }

  /** The same for another kind of object. */
  public ResultSeries with(int otherNumber, String otherDescription) {
    return new ResultSeries(source, equipment, key, otherNumber, otherDescription);
  }

  /**
   * The modules that all objects have: patient, study, series, equipment.
   *
   * @param modality DICOM's word for the kind of object: {@code SEG}, {@code SR}
   */
  DicomDataSet begin(String modality) {
    DicomDataSet dataSet =
        source
            .patientAndStudy()
            .addAll(equipment.module())
            .text(MODALITY, modality)
            .text(SERIES_INSTANCE_UID, uid(modality))
            .integer(SERIES_NUMBER, number)
            .text(SERIES_DATE, source.date())
            .text(SERIES_TIME, source.time())
            .text(SERIES_DESCRIPTION, Words.of(description, 64))
            .items(
                CODE_SCHEME_IDENTIFICATION_SEQUENCE,
                new DicomDataSet()
                    .text(CODING_SCHEME, Codes.OWN_SCHEME)
                    .text(CODING_SCHEME_NAME, "Codes of the Nodulens program"));
    source.manufacturer().ifPresent(scanner -> addScanner(dataSet, scanner));
    return dataSet;
  }

  /** As {@link #begin}, of what is dated by its content. */
  DicomDataSet beginDated(String modality) {
    return begin(modality).text(CONTENT_DATE, source.date()).text(CONTENT_TIME, source.time());
  }

  /** As {@link #beginDated}, of images. */
  DicomDataSet beginImage(String modality) {
    return beginDated(modality).text(BODY_PART_EXAMINED, BODY_PART);
  }

  /** Of the series of this kind. */
  String uid(String modality) {
    return DicomUid.ofName(
        String.join("/", "nodulens series", source.seriesUid(), modality, "" + number, key));
  }

  /** What took the images (PS3.3 C.12.1, Contributing Equipment). */
  private void addScanner(DicomDataSet dataSet, String manufacturer) {
    DicomDataSet scanner =
        new DicomDataSet()
            .items(PURPOSE_OF_REFERENCE_SEQUENCE, Codes.ACQUISITION_EQUIPMENT.item())
            .text(MANUFACTURER, manufacturer);
    source.manufacturerModel().ifPresent(model -> scanner.text(MANUFACTURER_MODEL, model));
    scanner.text(CONTRIBUTION_DESCRIPTION, "Acquired the source images");
    dataSet.items(CONTRIBUTING_EQUIPMENT_SEQUENCE, scanner);
  }

  /** The object, named after its contents. */
  DicomObject finish(String sopClassUid, DicomDataSet dataSet) {
    String content = Sha256.of(dataSet.encoded());
    String uid = DicomUid.ofName("nodulens object/" + sopClassUid + "/" + content);
    return new DicomObject(sopClassUid, uid, dataSet);
  }

  /** An item that names instances of the source series (PS3.3 10.4). */
  DicomDataSet sourceSeries(WrittenInstances kind, List<ImageReference> instances) {
    List<DicomDataSet> items = new ArrayList<>();
    instances.stream()
        .map(ImageReference::whole)
        .distinct()
        .forEach(instance -> items.add(instance.item()));
    return new DicomDataSet()
        .text(SERIES_INSTANCE_UID, source.seriesUid())
        .items(kind.attribute(), items);
  }
}
