package org.nodulens.vit;

import java.util.Arrays;
import java.util.List;

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

  /** s_hi = u_h · z_i of each input, (n, H, T). */
  float[][][] scores(List<TokenColumns> zs) {
    float[][] classTokens = new float[zs.size()][];
    for (int n = 0; n < classTokens.length; n++) {
      classTokens[n] = zs.get(n).token(0);
    }
    float[][][] readouts = keyReadouts(query.apply(classTokens));
    float[][][] scores = new float[zs.size()][][];
    for (int n = 0; n < scores.length; n++) {
      scores[n] = zs.get(n).along(readouts[n]);
    }
    return scores;
  }

  /** u_h = scale · W_k,hᵀ q_h of each query, (n, H, D). */
  private float[][][] keyReadouts(float[][] queries) {
    float scale = (float) (1 / Math.sqrt(headWidth));
    float[][][] readouts = headsBackward(key, queries);
    for (float[][] ofOne : readouts) {
      for (float[] u : ofOne) {
        for (int i = 0; i < u.length; i++) {
          u[i] *= scale;
        }
      }
    }
    return readouts;
  }

  /** W_hᵀ r_h for each row r and each head h's part of row and layer, (n, H, D). */
  private float[][][] headsBackward(Linear layer, float[][] rows) {
    float[][][] ofRows = new float[rows.length][heads()][];
    for (int h = 0; h < heads(); h++) {
      float[][] ofHead = layer.backward(rows, h * headWidth, headWidth);
      for (int n = 0; n < rows.length; n++) {
        ofRows[n][h] = ofHead[n];
      }
    }
    return ofRows;
  }

  /** o: what each head takes from the values of each input, side by side, (n, D). */
  float[][] mixed(List<TokenColumns> zs, float[][][] attention) {
    float[][][] pooled = new float[zs.size()][][];
    for (int n = 0; n < pooled.length; n++) {
      pooled[n] = pooled(zs.get(n), attention[n]);
    }
    float[][] mixed = new float[zs.size()][zs.get(0).width()];
    for (int h = 0; h < heads(); h++) {
      int head = h;
      float[][] ofHead =
          valueOfHead[h].apply(Arrays.stream(pooled).map(p -> p[head]).toArray(float[][]::new));
      for (int n = 0; n < mixed.length; n++) {
        System.arraycopy(ofHead[n], 0, mixed[n], h * headWidth, headWidth);
      }
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
   * w_h = W_v,hᵀ g_h, (n, H, D).
   *
   * @param mixedGradients g, (n, D)
   */
  float[][][] pooledGradients(float[][] mixedGradients) {
    return headsBackward(value, mixedGradients);
  }

  /** g_h · (W_v,h z_i + b_v,h), (H, T). */
  float[][] gradients(TokenColumns z, float[] mixedGradient) {
    float[][] gradients = z.along(pooledGradients(new float[][] {mixedGradient})[0]);
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
