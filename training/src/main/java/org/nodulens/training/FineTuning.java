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
    return new FineTuning(
        epochs,
        batch,
        1e-3,
        Math.min(5, epochs / 4),
        0.05,
        1,
        new DropPathRate(tiny ? 0 : 0.1),
        tiny ? 1 : 0.5,
        Augmentation.DEFAULT);
  }

  /** From trained weights: the same at a tenth of the rate. */
  static FineTuning fromBackbone(int epochs) {
    return new FineTuning(
        epochs,
        LARGEST_BATCH,
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
