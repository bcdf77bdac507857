package org.nodulens.vit;

/**
 * What the class token's row of a block leaves behind for one image: the attention it paid and the
 * embedding it ended as. Holds arrays that it does not copy: read only.
 */
public final class ClassTokenPass {
  private final TokenColumns normed;
  private final float[][] scores;
  private final float[][] attention;
  private final ClassTokenRow row;
  private final float[] embedding;

  ClassTokenPass(
      TokenColumns normed,
      float[][] scores,
      float[][] attention,
      ClassTokenRow row,
      float[] embedding) {
    this.normed = normed;
    this.scores = scores;
    this.attention = attention;
    this.row = row;
    this.embedding = embedding;
  }

  public int tokens() {
    return attention[0].length;
  }

  public int heads() {
    return attention.length;
  }

  public int width() {
    return embedding.length;
  }

  /** z: norm1's output for every token, as columns. */
  public TokenColumns normed() {
    return normed;
  }

  /**
   * s_hi = u_h · z_i: the class token's scaled attention logits without the key bias, which cancels
   * in the softmax; (T).
   */
  public float[] scores(int head) {
    return scores[head];
  }

  /** a_h = softmax(s_h): the class token's attention, (T). */
  public float[] attention(int head) {
    return attention[head];
  }

  /** The class token after the final norm, the head's input, (D). */
  public float[] embedding() {
    return embedding;
  }

  ClassTokenRow row() {
    return row;
  }
}
