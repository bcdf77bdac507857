package org.nodulens.training;

import java.util.List;

/** Loss and gradient of a head on rows of features, in plain Java. Not for several threads. */
interface HeadGradient {
  /** The loss of a batch; its gradient is kept. Reads the parameters anew. */
  double of(List<float[]> features, int[] batch, Targets targets);

  /** The head's outputs for one row of features, with these values of the parameters: (C). */
  float[] outputs(float[] features, List<float[]> values);

  /** Of the latest batch, in the parameters' order. */
  List<float[]> gradients();
}
