package org.nodulens.cli;

import java.util.EnumMap;
import java.util.Map;
import org.nodulens.training.Setting;
import org.nodulens.training.Settings;
import picocli.CommandLine.Option;

/** The numbers of a training, each with a default that depends on what moves. */
final class SettingsOptions {
  private final Map<Setting, Double> given = new EnumMap<>(Setting.class);

  /**
   * What was asked for.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  Settings settings() {
    return new Settings(given);
  }

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Crops a step. Default: 64, 256 for a head.")
  void batch(double value) {
    given.put(Setting.BATCH, value);
  }

  @Option(
      names = "--accumulate",
      paramLabel = "N",
      description =
          "Parts that a batch is run in, for less memory: their gradients add up. Default: 1.")
  void accumulate(double value) {
    given.put(Setting.ACCUMULATE, value);
  }

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Highest learning rate. Default: 1e-3 from random weights, 1e-4 from a backbone, 3e-3 for a"
              + " head.")
  void rate(double value) {
    given.put(Setting.RATE, value);
  }

  @Option(
      names = "--warm-up-epochs",
      paramLabel = "N",
      description =
          "Epochs over which the rate rises; then it falls as a cosine. Default: 5, 1 for a head.")
  void warmUpEpochs(double value) {
    given.put(Setting.WARM_UP_EPOCHS, value);
  }

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      description = "Of AdamW, on matrices. Default: 0.05.")
  void weightDecay(double value) {
    given.put(Setting.WEIGHT_DECAY, value);
  }

  @Option(
      names = "--layer-decay",
      paramLabel = "D",
      description =
          "Each layer further from the head moves at D times the rate of the next. Default: 0.75 from"
              + " a backbone, 1 from random weights.")
  void layerDecay(double value) {
    given.put(Setting.LAYER_DECAY, value);
  }

  @Option(
      names = "--largest-gradient",
      paramLabel = "G",
      description = "Norm to which gradients are clipped. Default: 1.")
  void largestGradient(double value) {
    given.put(Setting.LARGEST_GRADIENT, value);
  }

  @Option(
      names = "--drop-path",
      paramLabel = "P",
      description =
          "How often a branch of the last block is left out, earlier ones less often. Default: 0.1.")
  void dropPath(double value) {
    given.put(Setting.DROP_PATH, value);
  }

  @Option(
      names = "--patches-kept",
      paramLabel = "P",
      description =
          "Share of the patches that a step sees. Default: 0.5 from random weights, 1 from a backbone.")
  void patchesKept(double value) {
    given.put(Setting.PATCHES_KEPT, value);
  }

  @Option(
      names = "--average",
      paramLabel = "D",
      description =
          "Decay of the moving average of the weights, which is what predicts; 0 for none. Default:"
              + " 0.995, 0 for a head.")
  void average(double value) {
    given.put(Setting.AVERAGE, value);
  }

  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "Stop a fold after N epochs without a lower validation loss, keep the best epoch's weights;"
              + " the final model runs the folds' median. Default: 0, never.")
  void patience(double value) {
    given.put(Setting.PATIENCE, value);
  }

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Width of a two-layer head's hidden layer; 0 for a linear head. Default: 0.")
  void hidden(double value) {
    given.put(Setting.HIDDEN, value);
  }

  @Option(
      names = "--shift-mm",
      paramLabel = "MM",
      description =
          "How far training moves a view's centre at most, along either axis. Default: 2.")
  void shiftMm(double value) {
    given.put(Setting.SHIFT_MM, value);
  }

  @Option(
      names = "--gain",
      paramLabel = "S",
      description = "Standard deviation of training's random gain around 1. Default: 0.1.")
  void gain(double value) {
    given.put(Setting.GAIN, value);
  }

  @Option(
      names = "--offset",
      paramLabel = "S",
      description =
          "Standard deviation of training's random offset, in normalised pixel values. Default: 0.1.")
  void offset(double value) {
    given.put(Setting.OFFSET, value);
  }
}
