package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an object made from a series takes over from it unchanged, so that it lands in the same
 * patient and study: values go from file to file as bytes and are never made a text. Nothing else
 * of the source is copied, least of all its references, which de-identification often leaves
 * pointing nowhere.
 */
final class CopiedAttributes {
  /** None of these is nearly as long. */
  private static final int LONGEST = 1 << 12;

  /** Patient, study, frame of reference, and what was done to hide the patient. */
  private static final List<WrittenAttribute> COPIED =
      List.of(
          WrittenAttribute.SPECIFIC_CHARACTER_SET,
          WrittenAttribute.STUDY_DATE,
          WrittenAttribute.STUDY_TIME,
          WrittenAttribute.ACCESSION_NUMBER,
          WrittenAttribute.REFERRING_PHYSICIAN,
          WrittenAttribute.STUDY_DESCRIPTION,
          WrittenAttribute.PATIENT_NAME,
          WrittenAttribute.PATIENT_ID,
          WrittenAttribute.ISSUER_OF_PATIENT_ID,
          WrittenAttribute.PATIENT_BIRTH_DATE,
          WrittenAttribute.PATIENT_SEX,
          WrittenAttribute.PATIENT_IDENTITY_REMOVED,
          WrittenAttribute.DEIDENTIFICATION_METHOD,
          WrittenAttribute.STUDY_INSTANCE_UID,
          WrittenAttribute.STUDY_ID,
          WrittenAttribute.FRAME_OF_REFERENCE_UID,
          WrittenAttribute.POSITION_REFERENCE_INDICATOR,
          WrittenAttribute.TEMPORAL_INFORMATION_MODIFIED);

  /** May be empty, must be there (type 2 of PS3.3 C.7.1.1, C.7.2.1, C.7.4.1). */
  private static final List<WrittenAttribute> NEVER_ABSENT =
      List.of(
          WrittenAttribute.STUDY_DATE,
          WrittenAttribute.STUDY_TIME,
          WrittenAttribute.ACCESSION_NUMBER,
          WrittenAttribute.REFERRING_PHYSICIAN,
          WrittenAttribute.PATIENT_NAME,
          WrittenAttribute.PATIENT_ID,
          WrittenAttribute.PATIENT_BIRTH_DATE,
          WrittenAttribute.PATIENT_SEX,
          WrittenAttribute.STUDY_ID,
          WrittenAttribute.POSITION_REFERENCE_INDICATOR);

  private CopiedAttributes() {}

  /** The attributes of one file. */
  static DicomDataSet of(DicomLocation location) throws IOException {
    DicomFile header =
        DicomFile.readHeader(location, Set.of(SequenceTag.DEIDENTIFICATION_METHOD_CODE));
    DicomDataSet copied = new DicomDataSet();
    NEVER_ABSENT.forEach(copied::text);
    values(location, header.transferSyntaxUid()).forEach(copied::copied);
    List<DicomDataSet> methods = methods(header);
    if (!methods.isEmpty()) {
      copied.items(WrittenAttribute.DEIDENTIFICATION_CODE_SEQUENCE, methods);
    }
    return copied;
  }

  private static Map<WrittenAttribute, byte[]> values(DicomLocation location, String syntax)
      throws IOException {
    Map<Integer, WrittenAttribute> wanted = new HashMap<>();
    COPIED.forEach(attribute -> wanted.put(attribute.number(), attribute));
    Map<WrittenAttribute, byte[]> values = new HashMap<>();
    try (DicomInput in = location.open()) {
      DicomFile.requireMagic(in);
      DataSetReader.readMeta(in);
      DicomFile.openDataSet(in, syntax);
      ElementReader elements = new ElementReader(in, TransferSyntax.isExplicit(syntax));
      while (!in.atEnd()) {
        DataElement element = elements.next();
        if (Integer.compareUnsigned(element.tag(), Tag.PIXEL_DATA.number()) >= 0) {
          break;
        }
        WrittenAttribute attribute = wanted.get(element.tag());
        if (attribute == null || element.length() > LONGEST) {
          elements.skip(element);
        } else {
          values.put(attribute, in.bytes((int) element.length(), element));
        }
      }
    }
    return values;
  }

  private static List<DicomDataSet> methods(DicomFile header) {
    List<DicomDataSet> methods = new ArrayList<>();
    for (DicomItem item : header.items(SequenceTag.DEIDENTIFICATION_METHOD_CODE)) {
      CodedTerm.first(List.of(item))
          .filter(code -> !code.scheme().isEmpty() && !code.meaning().isEmpty())
          .map(CodedTerm::item)
          .ifPresent(methods::add);
    }
    return methods;
  }
}
