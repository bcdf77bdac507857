package org.nodulens.dicom.objects;

import static org.nodulens.dicom.WrittenAttribute.*;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.nodulens.dicom.CodedTerm;
import org.nodulens.dicom.DicomDataSet;
import org.nodulens.dicom.ImageReference;

/** Content items of a structured report (PS3.3 C.17.3). */
final class ContentItem {
  static final String CONTAINS = "CONTAINS";
  static final String HAS_CONCEPT_MOD = "HAS CONCEPT MOD";
  static final String HAS_OBS_CONTEXT = "HAS OBS CONTEXT";

  private ContentItem() {}

  private static DicomDataSet item(String relationship, String type) {
    return new DicomDataSet().text(RELATIONSHIP_TYPE, relationship).text(VALUE_TYPE, type);
  }

  private static DicomDataSet item(String relationship, String type, CodedTerm concept) {
    return item(relationship, type).items(CONCEPT_NAME_SEQUENCE, concept.item());
  }

  static DicomDataSet text(String relationship, CodedTerm concept, String value) {
    return item(relationship, "TEXT", concept).text(TEXT_VALUE, Words.of(value, 1024));
  }

  static DicomDataSet code(String relationship, CodedTerm concept, CodedTerm value) {
    return item(relationship, "CODE", concept).items(CONCEPT_CODE_SEQUENCE, value.item());
  }

  static DicomDataSet uid(String relationship, CodedTerm concept, String uid) {
    return item(relationship, "UIDREF", concept).text(UID_VALUE, uid);
  }

  static DicomDataSet number(Measurement measurement) {
    DicomDataSet measured =
        new DicomDataSet()
            .decimals(NUMERIC_VALUE, rounded(measurement.value()))
            .items(UNITS_SEQUENCE, measurement.units().item());
    return item(CONTAINS, "NUM", measurement.concept()).items(MEASURED_VALUE_SEQUENCE, measured);
  }

  /** To six digits: more would tell processors apart, not nodules. */
  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(6)).doubleValue();
  }

  static DicomDataSet image(ImageReference image) {
    return item(CONTAINS, "IMAGE").items(REFERENCED_SOP_SEQUENCE, image.item());
  }

  static DicomDataSet image(CodedTerm concept, DicomDataSet reference) {
    return item(CONTAINS, "IMAGE", concept).items(REFERENCED_SOP_SEQUENCE, reference);
  }

  static DicomDataSet container(CodedTerm concept, List<DicomDataSet> content) {
    return content(item(CONTAINS, "CONTAINER", concept), content);
  }

  /** Of a template; of the report itself or of a group in it. */
  static DicomDataSet template(String identifier) {
    return new DicomDataSet()
        .items(
            CONTENT_TEMPLATE_SEQUENCE,
            new DicomDataSet()
                .text(MAPPING_RESOURCE, "DCMR")
                .text(TEMPLATE_IDENTIFIER, identifier));
  }

  static DicomDataSet content(DicomDataSet container, List<DicomDataSet> content) {
    return container.text(CONTINUITY_OF_CONTENT, "SEPARATE").items(CONTENT_SEQUENCE, content);
  }
}
