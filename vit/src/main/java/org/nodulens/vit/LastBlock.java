package org.nodulens.vit;

import java.util.List;

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
  /** From so many scores on, all values, and the MLP's Jacobian, cost less than a way back each. */
  private static final int MANY_SCORES = 256;

  final ClassAttention attention;
  final Linear projection;
  final LayerScale scale1;
  final LayerNorm norm2;
  final Linear fc1;
  final Linear fc2;
  final LayerScale scale2;
  final LayerNorm finalNorm;
  private final LayerNorm norm1;

  public LastBlock(VitWeights weights) {
    this(weights, weights.config().depth() - 1);
  }

  private LastBlock(VitWeights weights, int block) {
    String name = "blocks." + block + ".";
    norm1 = LayerNorm.of(weights, name + "norm1");
    attention = new ClassAttention(weights, name + "attn.qkv");
    projection = Linear.of(weights, name + "attn.proj");
    scale1 = LayerScale.of(weights, name + "ls1");
    norm2 = LayerNorm.of(weights, name + "norm2");
    fc1 = Linear.of(weights, name + "mlp.fc1");
    fc2 = Linear.of(weights, name + "mlp.fc2");
    scale2 = LayerScale.of(weights, name + "ls2");
    finalNorm = LayerNorm.of(weights, "norm");
  }

  /**
   * The class token's way out of any block, as if that block were the last.
   *
   * @param block its number, from 0
   */
  public static LastBlock endingAt(VitWeights weights, int block) {
    return new LastBlock(weights, block);
  }

  /** The class token's way through the block. */
  public ClassTokenPass forward(BlockInput x) {
    return forwardConsuming(TokenColumns.of(x));
  }

  /**
   * The same for an input that is no longer needed.
   *
   * @param x turned into norm1's output in its place, which the result keeps
   */
  public ClassTokenPass forwardConsuming(TokenColumns x) {
    float[] residual = x.token(0);
    norm1.applyTo(x);
    float[][] scores = attention.scores(x);
    float[][] probabilities = ClassAttention.softmax(scores);
    float[] mixed = attention.mixed(x, probabilities);
    float[] attended = scale1.apply(projection.apply(mixed));
    float[] y = Rows.plus(residual, attended);
    float[] hidden = fc1.apply(norm2.apply(y));
    float[] out = Rows.plus(y, scale2.apply(fc2.apply(Gelu.of(hidden))));
    return new ClassTokenPass(
        x,
        scores,
        probabilities,
        new ClassTokenRow(mixed, attended, y, hidden, out),
        finalNorm.apply(out));
  }

  /**
   * How a score changes with each head's pooled token: w_h = W_v,hᵀ ∂f/∂o_h, attention held fixed.
   *
   * @param embeddingGradient ∂f/∂embedding, (D)
   * @return (H, D)
   */
  public float[][] pooledGradients(ClassTokenPass pass, float[] embeddingGradient) {
    return attention.pooledGradients(mixedGradients(pass, List.of(embeddingGradient))[0]);
  }

  /**
   * How scores change with what the heads took from the values: g = ∂f/∂o, heads side by side.
   *
   * @param embeddingGradients ∂f/∂embedding of each score, (D)
   * @return (scores, D)
   */
  public float[][] mixedGradients(ClassTokenPass pass, List<float[]> embeddingGradients) {
    ClassTokenRow row = pass.row();
    float[][] atOut = new float[embeddingGradients.size()][];
    for (int score = 0; score < atOut.length; score++) {
      atOut[score] = finalNorm.backward(row.afterMlp(), embeddingGradients.get(score));
    }
    float[][] atNorm2 = throughMlp(row, scaled(scale2, atOut));
    float[][] atAttention = new float[atOut.length][];
    for (int score = 0; score < atOut.length; score++) {
      float[] throughNorm2 = norm2.backward(row.afterAttention(), atNorm2[score]);
      atAttention[score] = Rows.plus(atOut[score], throughNorm2);
    }
    return projection.backward(scaled(scale1, atAttention));
  }

  /**
   * v: every token's values without their bias, as columns, heads side by side. Worth its cost, a
   * matrix product of (D, D) and (D, T), where there are many scores.
   */
  public TokenColumns values(ClassTokenPass pass) {
    return attention.values(pass.normed());
  }

  /**
   * How a score changes with the class token's attention: ∂f/∂a_hi = g_h · (v_hi + b_v,h), (H, T).
   *
   * @param mixedGradient g, (D)
   */
  public float[][] attentionGradients(ClassTokenPass pass, float[] mixedGradient) {
    return attention.gradients(pass.normed(), mixedGradient);
  }

  /** The values' bias, (D), heads side by side: what {@link #values} leaves out. */
  public float[] valueBias() {
    return attention.valueBias();
  }

  /** Through fc2, the nonlinearity and fc1: (scores, D) to (scores, D). */
  private float[][] throughMlp(ClassTokenRow row, float[][] atBranch) {
    float[] slopes = new float[row.hidden().length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Gelu.slope(row.hidden()[i]);
    }
    if (atBranch.length < MANY_SCORES) {
      return fc1.backward(times(fc2.backward(atBranch), slopes));
    }
    float[][] jacobian = fc1.backward(times(fc2.weight(), slopes)); // (D, D)
    return Products.product(atBranch, jacobian);
  }

  private static float[][] times(float[][] rows, float[] factors) {
    float[][] products = new float[rows.length][factors.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < factors.length; i++) {
        products[r][i] = rows[r][i] * factors[i];
      }
    }
    return products;
  }

  private static float[][] scaled(LayerScale scale, float[][] rows) {
    float[][] scaled = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      scaled[r] = scale.apply(rows[r]);
    }
    return scaled;
  }
}
