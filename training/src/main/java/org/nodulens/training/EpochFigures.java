package org.nodulens.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an epoch went.
 *
 * @param epoch from 0
 * @param loss mean over the epoch's batches
 * @param rate learning rate of its last batch
 * @param validation figures on the validation patients by column name, {@value #VALIDATION_LOSS}
 *     first; empty where there are none
 */
record EpochFigures(int epoch, double loss, double rate, Map<String, Double> validation) {
  static final String VALIDATION_LOSS = "validation_loss";

  EpochFigures {
    validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
  }
}
