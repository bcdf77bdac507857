package org.nodulens.explain;

import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;

/**
 * A nodule to be explained: a volume that holds it and its centre in that volume.
 *
 * @param patientId decides which network may speak; empty if unknown
 * @param placed whether the volume's geometry is the patient's, not a stand-in
 */
public record NoduleSample(
    String cropId, String patientId, CtVolume volume, PatientPoint center, boolean placed) {}
