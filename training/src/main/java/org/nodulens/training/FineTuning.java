package org.nodulens.training;

/**
 * How a whole network is trained.
 *
 * @param highestRate of AdamW, after warm-up
 * @param warmUpEpochs epochs over which the rate rises
 * @param patchesKept share of the patches that a step sees, drawn anew at each: it costs as much
 *     less
 * @param largestGradient norm over all parameters to which gradients are clipped
 */
record FineTuning(
    int epochs,
    int batch,
    double highestRate,
    int warmUpEpochs,
    double weightDecay,
    double largestGradient,
    DropPathRate dropPath,
    double patchesKept,
    Augmentation augmentation) {

  /** From random weights: the settings of the small preset. */
  static FineTuning fromScratch(int epochs) {
    return new FineTuning(
        epochs,
        64,
        1e-3,
        Math.min(5, epochs / 4),
        0.05,
        1,
        new DropPathRate(0.1),
        0.5,
        Augmentation.DEFAULT);
  }

  /** From trained weights: the same at a tenth of the rate. */
  static FineTuning fromBackbone(int epochs) {
    return new FineTuning(
        epochs,
        64,
        1e-4,
        Math.min(5, epochs / 4),
        0.05,
        1,
        new DropPathRate(0.1),
        1,
        Augmentation.DEFAULT);
  }

  int batchesAnEpoch(int crops) {
    return Math.max(1, Math.round((float) crops / batch));
  }
}
