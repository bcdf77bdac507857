package org.nodulens.vit;

/**
 * Layer-wise relevance propagation by the αβ rule with α = 1 and β = 0, as the code of
 * arXiv:2012.09838 has it: relevance goes back along positive contributions, those of positive and
 * of negative inputs each on their own; 1e-9 guards divisions. In float64.
 */
final class Alpha1Beta0 {
  private static final double GUARD = 1e-9;

  private Alpha1Beta0() {}

  /** Relevance per unit of a layer's output; none where the output is 0. */
  static double share(double relevance, double of) {
    return of == 0 ? 0 : relevance / (of + GUARD);
  }

  /** Through y = W x for one output, whose relevance is 1. */
  static double[] fromOutput(Linear layer, int output, double[] x) {
    double[] relevance = new double[layer.outputs()];
    relevance[output] = 1;
    return linear(layer, LayerScale.NONE, x, relevance);
  }

  /**
   * Through y = W x; the bias takes no part.
   *
   * @param rowScale multiplies the rows of W
   * @param x (inputs)
   * @param relevance (outputs)
   * @return (inputs)
   */
  static double[] linear(Linear layer, LayerScale rowScale, double[] x, double[] relevance) {
    double[] back = new double[x.length];
    for (int o = 0; o < relevance.length; o++) {
      if (relevance[o] == 0) {
        continue;
      }
      double scale = rowScale.factor(o);
      float[] weight = layer.weight()[o];
      double positive = 0; // Σ over w > 0, x > 0
      double negative = 0; // Σ over w < 0, x < 0
      for (int i = 0; i < x.length; i++) {
        double contribution = scale * weight[i] * x[i];
        if (contribution > 0) {
          positive += x[i] > 0 ? contribution : 0;
          negative += x[i] < 0 ? contribution : 0;
        }
      }
      double positiveShare = share(relevance[o], positive);
      double negativeShare = share(relevance[o], negative);
      for (int i = 0; i < x.length; i++) {
        double contribution = scale * weight[i] * x[i];
        if (contribution > 0) {
          back[i] += contribution * (x[i] > 0 ? positiveShare : negativeShare);
        }
      }
    }
    return back;
  }
}
