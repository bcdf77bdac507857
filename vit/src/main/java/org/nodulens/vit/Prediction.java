package org.nodulens.vit;

/**
 * What a model says of one nodule for one task.
 *
 * @param score the raw output that a map explains: logit or z-score, mean over views and symmetries
 * @param value the score as a probability or in the task's unit
 */
public record Prediction(Task task, double score, double value) {}
