package org.nodulens.cropset;

/**
 * Where a crop comes from; what is unknown is empty.
 *
 * @param sourceId the dataset's own name of the nodule
 * @param patientId the collection's own name of the patient
 * @param seriesUid Series Instance UID (0020,000E)
 * @param sopUid SOP Instance UID (0008,0018) of the slice nearest the crop's centre
 */
public record CropOrigin(String sourceId, String patientId, String seriesUid, String sopUid) {}
