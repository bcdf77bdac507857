package org.nodulens.training;

import java.util.EnumMap;
import java.util.Map;

/** The settings of a training whose gradients go into the trunk. */
record FineTuning(int epochs, Settings settings) {
  private static final int SMALLEST_BATCH = 16;
  private static final int LARGEST_BATCH = 64;
  private static final int STEPS_AN_EPOCH = 12;

  /**
   * From random weights. A small set gets smaller batches: an epoch still has a dozen steps. The
   * tiny network sees every patch and keeps every branch: it learns too little otherwise.
   */
  static FineTuning fromScratch(Start.Preset preset, int epochs, int crops) {
    boolean tiny = preset.equals(Start.Preset.TINY);
    int batch = Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, crops / STEPS_AN_EPOCH));
    Settings settings =
        usual(epochs)
            .with(Setting.BATCH, batch)
            .with(Setting.RATE, 1e-3)
            .with(Setting.DROP_PATH, tiny ? 0 : 0.1)
            .with(Setting.PATCHES_KEPT, tiny ? 1 : 0.5);
    return new FineTuning(epochs, settings);
  }

  /** From trained weights: a tenth of the rate, less of it for each layer further from the head. */
  static FineTuning fromBackbone(int epochs) {
    Settings settings =
        usual(epochs)
            .with(Setting.BATCH, LARGEST_BATCH)
            .with(Setting.RATE, 1e-4)
            .with(Setting.LAYER_DECAY, 0.75)
            .with(Setting.DROP_PATH, 0.1);
    return new FineTuning(epochs, settings);
  }

  private static Settings usual(int epochs) {
    Map<Setting, Double> values = new EnumMap<>(Setting.class);
    values.put(Setting.ACCUMULATE, 1.0);
    values.put(Setting.WARM_UP_EPOCHS, (double) Math.min(5, epochs / 4));
    values.put(Setting.WEIGHT_DECAY, 0.05);
    values.put(Setting.LAYER_DECAY, 1.0);
    values.put(Setting.LARGEST_GRADIENT, 1.0);
    values.put(Setting.PATCHES_KEPT, 1.0);
    values.put(Setting.AVERAGE, 0.995);
    values.put(Setting.PATIENCE, 0.0);
    values.put(Setting.HIDDEN, 0.0);
    values.put(Setting.SHIFT_MM, Augmentation.DEFAULT.shiftMm());
    values.put(Setting.GAIN, Augmentation.DEFAULT.gain());
    values.put(Setting.OFFSET, Augmentation.DEFAULT.offset());
    return new Settings(values);
  }

  FineTuning changedBy(Settings others) {
    return new FineTuning(epochs, settings.changedBy(others));
  }

  DropPathRate dropPath() {
    return new DropPathRate(settings.of(Setting.DROP_PATH));
  }

  double patchesKept() {
    return settings.of(Setting.PATCHES_KEPT);
  }

  int parts() {
    return settings.whole(Setting.ACCUMULATE);
  }

  Augmentation augmentation() {
    return new Augmentation(
        settings.of(Setting.SHIFT_MM), settings.of(Setting.GAIN), settings.of(Setting.OFFSET));
  }

  int batchesAnEpoch(int crops) {
    return settings.batchesAnEpoch(crops);
  }

  LearningRate rate(int crops) {
    return settings.rate(epochs, crops);
  }
}
