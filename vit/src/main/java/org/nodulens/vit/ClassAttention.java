package org.nodulens.vit;

import java.util.Arrays;

/**
 * The class token's attention to all tokens of one block, queries and values read off z without
 * projecting every token.
 */
final class ClassAttention {
  /** Tokens that are turned back into rows at a time. */
  private static final int TOKENS_AT_ONCE = 16;

  private final int heads;
  private final int headWidth;
  private final int width;
  private final Linear qkv;

  ClassAttention(VitConfig config, Linear qkv) {
    this.heads = config.heads();
    this.headWidth = config.headWidth();
    this.width = config.width();
    this.qkv = qkv;
  }

  /** s_hi = u_h · z_i, (H, T). */
  float[][] scores(TokenColumns z) {
    float[] query = qkv.apply(z.token(0), 0, width); // (D): only the class token's
    float[][] scores = new float[heads][];
    for (int h = 0; h < heads; h++) {
      scores[h] = z.along(keyReadout(query, h));
    }
    return scores;
  }

  /** o: what each head takes from the values, side by side, (D). */
  float[] mixed(TokenColumns z, float[][] attention) {
    float[][] pooled = pooled(z, attention);
    float[] mixed = new float[width];
    for (int h = 0; h < heads; h++) {
      float[] o = qkv.apply(pooled[h], valueRow(h), headWidth);
      System.arraycopy(o, 0, mixed, h * headWidth, headWidth);
    }
    return mixed;
  }

  /** Σ_i a_hi z_i, (H, D): some tokens at a time as rows, in which order sums are fast. */
  private float[][] pooled(TokenColumns z, float[][] attention) {
    int tokens = z.tokens();
    float[] values = z.values();
    float[][] pooled = new float[heads][width];
    float[] rows = new float[TOKENS_AT_ONCE * width];
    for (int first = 0; first < tokens; first += TOKENS_AT_ONCE) {
      int count = Math.min(TOKENS_AT_ONCE, tokens - first);
      for (int d = 0; d < width; d++) {
        for (int t = 0; t < count; t++) {
          rows[t * width + d] = values[d * tokens + first + t];
        }
      }
      for (int h = 0; h < heads; h++) {
        Products.addRows(pooled[h], 0, width, attention[h], first, 1, count, rows, 0, width);
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
    float[][] pooled = new float[heads][];
    for (int h = 0; h < heads; h++) {
      pooled[h] = qkv.backward(mixedGradient, h * headWidth, valueRow(h), headWidth);
    }
    return pooled;
  }

  /** W_v z, (D, T): without the bias. */
  TokenColumns values(TokenColumns z) {
    int from = 2 * width * width;
    float[] weight = Arrays.copyOfRange(qkv.weight(), from, from + width * width);
    return TokenColumns.over(z.along(weight, width), z.tokens(), width);
  }

  /** b_v, (D). */
  float[] valueBias() {
    return Arrays.copyOfRange(qkv.bias(), 2 * width, 3 * width);
  }

  /** u_h = scale · W_k,hᵀ q_h, (D). */
  private float[] keyReadout(float[] query, int head) {
    int keyRow = width + head * headWidth;
    float[] u = qkv.backward(query, head * headWidth, keyRow, headWidth);
    float scale = (float) (1 / Math.sqrt(headWidth));
    for (int i = 0; i < u.length; i++) {
      u[i] *= scale;
    }
    return u;
  }

  private int valueRow(int head) {
    return (2 * heads + head) * headWidth;
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
