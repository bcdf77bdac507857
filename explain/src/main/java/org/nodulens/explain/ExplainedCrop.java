package org.nodulens.explain;

/**
 * One nodule's explanation, ready to be written.
 *
 * @param model which of a model's networks spoke: {@code final} or {@code fold-0}
 * @param placed whether the planes of the maps lie where the nodule lies in the patient
 */
public record ExplainedCrop(String cropId, String model, boolean placed, Explanation explanation) {}
