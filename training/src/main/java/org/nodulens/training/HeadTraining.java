package org.nodulens.training;

import java.util.EnumMap;
import java.util.Map;

/** The settings of a head's training on frozen features. */
record HeadTraining(int epochs, Settings settings) {
  static HeadTraining usual(int epochs) {
    Map<Setting, Double> values = new EnumMap<>(Setting.class);
    values.put(Setting.BATCH, 256.0);
    values.put(Setting.RATE, 3e-3);
    values.put(Setting.WARM_UP_EPOCHS, (double) Math.min(1, epochs / 4));
    values.put(Setting.WEIGHT_DECAY, 0.05);
    values.put(Setting.LARGEST_GRADIENT, 1.0);
    values.put(Setting.AVERAGE, 0.0);
    values.put(Setting.PATIENCE, 0.0);
    values.put(Setting.HIDDEN, 0.0);
    return new HeadTraining(epochs, new Settings(values));
  }

  /**
   * With other numbers.
   *
   * @throws UnfitOptionsException if one of them means nothing to a head on frozen features
   */
  HeadTraining changedBy(Settings others) {
    for (Setting setting : others.values().keySet()) {
      if (!settings.values().containsKey(setting)) {
        throw new UnfitOptionsException(
            setting.id().replace('_', '-')
                + " means nothing to --layers head: the trunk is frozen, its features are computed"
                + " once");
      }
    }
    return new HeadTraining(epochs, settings.changedBy(others));
  }

  int batchesAnEpoch(int crops) {
    return settings.batchesAnEpoch(crops);
  }

  LearningRate rate(int crops) {
    return settings.rate(epochs, crops);
  }
}
