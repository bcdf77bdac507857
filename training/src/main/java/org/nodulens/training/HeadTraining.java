package org.nodulens.training;

/** How a linear head on frozen features is trained. */
record HeadTraining(int epochs, int batch, double highestRate, double weightDecay) {
  static HeadTraining usual(int epochs) {
    return new HeadTraining(epochs, 256, 3e-3, 0.05);
  }

  int batchesAnEpoch(int crops) {
    return Math.max(1, Math.round((float) crops / batch));
  }
}
