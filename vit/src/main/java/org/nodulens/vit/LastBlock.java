package org.nodulens.vit;

import java.util.Arrays;

/**
 * The last block and the final norm, for the class token's row alone: no other row reaches the
 * head. With the class token's query, keys and values need not be projected for all tokens:
 *
 * <pre>
 *   u_h = scale · W_k,hᵀ q_h       s_hi = u_h · z_i       a_h = softmax(s_h)
 *   pooled_h = Σ_i a_hi z_i        o_h = W_v,h pooled_h + b_v,h
 * </pre>
 *
 * followed by projection, MLP and final norm on one row. Plain Java, safe for use by several
 * threads.
 */
public final class LastBlock {
  private final int heads;
  private final int headWidth;
  private final LayerNorm norm1;
  private final Linear qkv;
  private final Linear projection;
  private final LayerScale scale1;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;
  private final LayerScale scale2;
  private final LayerNorm finalNorm;

  public LastBlock(VitWeights weights) {
    VitConfig config = weights.config();
    String block = "blocks." + (config.depth() - 1) + ".";
    heads = config.heads();
    headWidth = config.headWidth();
    norm1 = LayerNorm.of(weights, block + "norm1");
    qkv = Linear.of(weights, block + "attn.qkv");
    projection = Linear.of(weights, block + "attn.proj");
    scale1 = LayerScale.of(weights, block + "ls1");
    norm2 = LayerNorm.of(weights, block + "norm2");
    fc1 = Linear.of(weights, block + "mlp.fc1");
    fc2 = Linear.of(weights, block + "mlp.fc2");
    scale2 = LayerScale.of(weights, block + "ls2");
    finalNorm = LayerNorm.of(weights, "norm");
  }

  /** The class token's way through the block. */
  public ClassTokenPass forward(BlockInput x) {
    int width = x.width();
    int tokens = x.tokens();
    float[] z = new float[x.values().length];
    for (int i = 0; i < tokens; i++) {
      norm1.applyInto(x.values(), i * width, z);
    }
    float[] query = qkv.apply(z, 0, width); // (D): only the class token's
    float[][] scores = new float[heads][tokens];
    float[][] attention = new float[heads][];
    float[] mixed = new float[width]; // o, heads side by side
    for (int h = 0; h < heads; h++) {
      float[] u = keyReadout(query, h);
      for (int i = 0; i < tokens; i++) {
        scores[h][i] = Rows.dot(u, 0, z, i * width, width);
      }
      attention[h] = softmax(scores[h]);
      float[] pooled = new float[width];
      for (int i = 0; i < tokens; i++) {
        Rows.addScaled(pooled, attention[h][i], z, i * width);
      }
      float[] o = qkv.apply(pooled, valueRow(h), headWidth);
      System.arraycopy(o, 0, mixed, h * headWidth, headWidth);
    }
    float[] residual = Arrays.copyOf(x.values(), width);
    float[] y = Rows.plus(residual, scale1.apply(projection.apply(mixed)));
    float[] hidden = fc1.apply(norm2.apply(y));
    float[] out = Rows.plus(y, scale2.apply(fc2.apply(Gelu.of(hidden))));
    return new ClassTokenPass(
        z, scores, attention, new ClassTokenRow(y, hidden, out), finalNorm.apply(out));
  }

  /**
   * How a score changes with each head's pooled token: w_h = W_v,hᵀ ∂f/∂o_h, attention held fixed.
   *
   * @param embeddingGradient ∂f/∂embedding, (D)
   * @return (H, D)
   */
  public float[][] pooledGradients(ClassTokenPass pass, float[] embeddingGradient) {
    ClassTokenRow row = pass.row();
    float[] atOut = finalNorm.backward(row.afterMlp, embeddingGradient);
    float[] atHidden = fc2.backward(scale2.apply(atOut));
    for (int i = 0; i < atHidden.length; i++) {
      atHidden[i] *= Gelu.slope(row.hidden[i]);
    }
    float[] throughMlp = norm2.backward(row.afterAttention, fc1.backward(atHidden));
    float[] atMixed = projection.backward(scale1.apply(Rows.plus(atOut, throughMlp)));
    float[][] pooled = new float[heads][];
    for (int h = 0; h < heads; h++) {
      pooled[h] = qkv.backward(atMixed, h * headWidth, valueRow(h), headWidth);
    }
    return pooled;
  }

  /** u_h = scale · W_k,hᵀ q_h, (D). */
  private float[] keyReadout(float[] query, int head) {
    int keyRow = heads * headWidth + head * headWidth;
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
