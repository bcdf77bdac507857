package org.nodulens.training;

import java.util.Optional;

/**
 * One training of a run.
 *
 * @param start that has not seen the patients to be held out
 * @param validation patients who are neither trained on nor held out, with the same tasks
 * @param epochs after which to end, at most as many as the schedule has
 * @param checkpoint where the unfinished training is kept
 */
record Lesson(
    Start start,
    TrainingData training,
    Optional<TrainingData> validation,
    long seed,
    int epochs,
    Checkpoint checkpoint) {}
