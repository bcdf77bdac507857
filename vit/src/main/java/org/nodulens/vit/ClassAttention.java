package org.nodulens.vit;

/**
 * The class token's attention to all tokens of one block, queries and values read off z without
 * projecting every token.
 */
final class ClassAttention {
  /** Tokens that are turned back into rows at a time. */
  private static final int TOKENS_AT_ONCE = 16;

  private final int headWidth;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear[] valueOfHead;

  ClassAttention(VitWeights weights, String name) {
    Tensor weight = weights.tensor(name + ".weight");
    Tensor bias = weights.tensor(name + ".bias");
    int width = weights.config().width();
    headWidth = weights.config().headWidth();
    query = Linear.ofRows(weight, bias, 0, width);
    key = Linear.ofRows(weight, bias, width, width);
    value = Linear.ofRows(weight, bias, 2 * width, width);
    valueOfHead = new Linear[weights.config().heads()];
    for (int h = 0; h < valueOfHead.length; h++) {
      valueOfHead[h] = Linear.ofRows(weight, bias, 2 * width + h * headWidth, headWidth);
    }
  }

  private int heads() {
    return valueOfHead.length;
  }

  /** s_hi = u_h · z_i, (H, T). */
  float[][] scores(TokenColumns z) {
    float[] q = query.apply(z.token(0)); // (D): only the class token's
    float[][] readouts = new float[heads()][];
    for (int h = 0; h < readouts.length; h++) {
      readouts[h] = keyReadout(q, h);
    }
    return z.along(readouts);
  }

  /** u_h = scale · W_k,hᵀ q_h, (D). */
  private float[] keyReadout(float[] q, int head) {
    float[] u = key.backward(q, head * headWidth, headWidth);
    float scale = (float) (1 / Math.sqrt(headWidth));
    for (int i = 0; i < u.length; i++) {
      u[i] *= scale;
    }
    return u;
  }

  /** o: what each head takes from the values, side by side, (D). */
  float[] mixed(TokenColumns z, float[][] attention) {
    float[][] pooled = pooled(z, attention);
    float[] mixed = new float[z.width()];
    for (int h = 0; h < pooled.length; h++) {
      System.arraycopy(valueOfHead[h].apply(pooled[h]), 0, mixed, h * headWidth, headWidth);
    }
    return mixed;
  }

  /** Σ_i a_hi z_i, (H, D): some tokens at a time as rows, in which order sums are fast. */
  private float[][] pooled(TokenColumns z, float[][] attention) {
    int width = z.width();
    float[][] pooled = new float[heads()][width];
    float[][] rows = new float[TOKENS_AT_ONCE][width];
    for (int first = 0; first < z.tokens(); first += TOKENS_AT_ONCE) {
      int count = Math.min(TOKENS_AT_ONCE, z.tokens() - first);
      z.copyRows(first, count, rows);
      for (int h = 0; h < pooled.length; h++) {
        Products.addRows(pooled[h], attention[h], first, count, rows, 0);
      }
    }
    return pooled;
  }

  /**
   * w_h = W_v,hᵀ g_h, (H, D).
   *
   * @param mixedGradient g, (D)
   */
  float[][] pooledGradients(float[] mixedGradient) {
    float[][] pooled = new float[heads()][];
    for (int h = 0; h < pooled.length; h++) {
      pooled[h] = value.backward(mixedGradient, h * headWidth, headWidth);
    }
    return pooled;
  }

  /** g_h · (W_v,h z_i + b_v,h), (H, T). */
  float[][] gradients(TokenColumns z, float[] mixedGradient) {
    float[][] gradients = z.along(pooledGradients(mixedGradient));
    for (int h = 0; h < gradients.length; h++) {
      double constant = 0;
      for (int d = h * headWidth; d < (h + 1) * headWidth; d++) {
        constant += (double) mixedGradient[d] * value.bias()[d];
      }
      for (int i = 0; i < gradients[h].length; i++) {
        gradients[h][i] += (float) constant;
      }
    }
    return gradients;
  }

  /** W_v z, (D, T): without the bias. */
  TokenColumns values(TokenColumns z) {
    return TokenColumns.over(z.along(value.weight()));
  }

  /** b_v, (D): read only. */
  float[] valueBias() {
    return value.bias();
  }

  static float[][] softmax(float[][] scores) {
    float[][] probabilities = new float[scores.length][];
    for (int h = 0; h < scores.length; h++) {
      probabilities[h] = softmax(scores[h]);
    }
    return probabilities;
  }

  private static float[] softmax(float[] scores) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    float[] probabilities = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) Math.exp(scores[i] - highest);
      sum += probabilities[i];
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] = (float) (probabilities[i] / sum);
    }
    return probabilities;
  }
}
