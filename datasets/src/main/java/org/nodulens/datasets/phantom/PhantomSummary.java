package org.nodulens.datasets.phantom;

/** What was made. */
public record PhantomSummary(int patients, int nodules, int malignant, int readings) {}
