package org.nodulens.dicom;

/**
 * Whose series it is, and its identifiers.
 *
 * @param patientName in caret form: {@code Family^Given}
 * @param patientSex M, F or O
 */
public record CtIdentity(
    String patientId,
    String patientName,
    String patientSex,
    String studyUid,
    String seriesUid,
    String frameOfReferenceUid) {}
