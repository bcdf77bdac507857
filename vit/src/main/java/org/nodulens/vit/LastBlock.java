package org.nodulens.vit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

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
    return forwardConsuming(List.of(x)).get(0);
  }

  /**
   * The same for several inputs, each as if it were alone: what their class tokens are multiplied
   * by is fetched once for all of them, and fetching it costs more than the products.
   *
   * @param xs at least one
   */
  public List<ClassTokenPass> forwardConsuming(List<TokenColumns> xs) {
    float[][] residual = xs.stream().map(x -> x.token(0)).toArray(float[][]::new);
    xs.forEach(norm1::applyTo);
    float[][][] scores = attention.scores(xs);
    float[][][] probabilities =
        Arrays.stream(scores).map(ClassAttention::softmax).toArray(float[][][]::new);
    float[][] mixed = attention.mixed(xs, probabilities);
    float[][] attended = scaled(scale1, projection.apply(mixed));
    float[][] y = Rows.plus(residual, attended);
    float[][] hidden = fc1.apply(each(norm2::apply, y));
    float[][] out = Rows.plus(y, scaled(scale2, fc2.apply(each(Gelu::of, hidden))));
    List<ClassTokenPass> passes = new ArrayList<>();
    for (int n = 0; n < out.length; n++) {
      ClassTokenRow row = new ClassTokenRow(mixed[n], attended[n], y[n], hidden[n], out[n]);
      passes.add(
          new ClassTokenPass(xs.get(n), scores[n], probabilities[n], row, finalNorm.apply(out[n])));
    }
    return passes;
  }

  /**
   * How a score changes with each head's pooled token: w_h = W_v,hᵀ ∂f/∂o_h, attention held fixed.
   *
   * @param passes as many as there are gradients; one may stand there several times
   * @param embeddingGradients ∂f/∂embedding of a score in each pass, (D)
   * @return (passes, H, D)
   */
  public float[][][] pooledGradients(
      List<ClassTokenPass> passes, List<float[]> embeddingGradients) {
    return attention.pooledGradients(mixedGradients(passes, embeddingGradients));
  }

  /**
   * How scores change with what the heads took from the values: g = ∂f/∂o, heads side by side.
   *
   * @param embeddingGradients ∂f/∂embedding of each score, (D)
   * @return (scores, D)
   */
  public float[][] mixedGradients(ClassTokenPass pass, List<float[]> embeddingGradients) {
    return mixedGradients(Collections.nCopies(embeddingGradients.size(), pass), embeddingGradients);
  }

  private float[][] mixedGradients(List<ClassTokenPass> passes, List<float[]> embeddingGradients) {
    float[][] atOut = new float[passes.size()][];
    for (int n = 0; n < atOut.length; n++) {
      atOut[n] = finalNorm.backward(passes.get(n).row().afterMlp(), embeddingGradients.get(n));
    }
    float[][] atNorm2 = throughMlp(passes, scaled(scale2, atOut));
    float[][] atAttention = new float[atOut.length][];
    for (int n = 0; n < atOut.length; n++) {
      float[] throughNorm2 = norm2.backward(passes.get(n).row().afterAttention(), atNorm2[n]);
      atAttention[n] = Rows.plus(atOut[n], throughNorm2);
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
  private float[][] throughMlp(List<ClassTokenPass> passes, float[][] atBranch) {
    boolean onePass = passes.stream().distinct().count() == 1;
    if (onePass && atBranch.length >= MANY_SCORES) {
      float[][] slopes = new float[fc2.outputs()][];
      Arrays.fill(slopes, slopes(passes.get(0)));
      float[][] jacobian = fc1.backward(Rows.times(fc2.weight(), slopes)); // (D, D)
      return Products.product(atBranch, jacobian);
    }
    float[][] slopes = new float[atBranch.length][];
    for (int n = 0; n < slopes.length; n++) {
      boolean again = n > 0 && passes.get(n) == passes.get(n - 1);
      slopes[n] = again ? slopes[n - 1] : slopes(passes.get(n));
    }
    return fc1.backward(Rows.times(fc2.backward(atBranch), slopes));
  }

  /** The nonlinearity's, (MLP width). */
  private static float[] slopes(ClassTokenPass pass) {
    float[] hidden = pass.row().hidden();
    float[] slopes = new float[hidden.length];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = Gelu.slope(hidden[i]);
    }
    return slopes;
  }

  private static float[][] scaled(LayerScale scale, float[][] rows) {
    return each(scale::apply, rows);
  }

  private static float[][] each(UnaryOperator<float[]> change, float[][] rows) {
    return Arrays.stream(rows).map(change).toArray(float[][]::new);
  }
}
