package org.nodulens.vit;

/**
 * Tokens as the columns of a matrix, (D, T): an array for each component, holding that component of
 * all tokens. In this order the last block's sums run over whole arrays, which the virtual machine
 * turns into vector instructions. The arrays are open to be written, for those who look at many
 * variants of one input.
 */
public final class TokenColumns {
  private final float[][] components;

  private TokenColumns(float[][] components) {
    this.components = components;
  }

  /** All zeros. */
  public static TokenColumns zeros(int tokens, int width) {
    return new TokenColumns(new float[width][tokens]);
  }

  /** Over these very arrays, (D, T). */
  static TokenColumns over(float[][] components) {
    return new TokenColumns(components);
  }

  /** What enters a block. */
  public static TokenColumns of(BlockInput x) {
    return ofRows(x.values(), 0, x.tokens(), x.width());
  }

  /**
   * Tokens that lie row by row in an array.
   *
   * @param rows holds (T, D) at {@code from}
   */
  public static TokenColumns ofRows(float[] rows, int from, int tokens, int width) {
    TokenColumns columns = zeros(tokens, width);
    for (int t = 0; t < tokens; t++) {
      for (int d = 0; d < width; d++) {
        columns.components[d][t] = rows[from + t * width + d];
      }
    }
    return columns;
  }

  public int tokens() {
    return components[0].length;
  }

  public int width() {
    return components.length;
  }

  /** (D, T): the matrix itself. */
  public float[][] components() {
    return components;
  }

  /** A copy, (T, D), C order. */
  public float[] rows() {
    float[] rows = new float[tokens() * width()];
    for (int t = 0; t < tokens(); t++) {
      for (int d = 0; d < width(); d++) {
        rows[t * width() + d] = components[d][t];
      }
    }
    return rows;
  }

  /**
   * Copies tokens as rows. Eight at a time: every cache line of the columns is then fetched twice,
   * and fetching is what this costs.
   *
   * @param count at most as many as {@code rows} has, each of length D
   */
  void copyRows(int first, int count, float[][] rows) {
    int t = 0;
    for (; t + 7 < count; t += 8) {
      copyEight(first + t, rows, t);
    }
    for (; t < count; t++) {
      for (int d = 0; d < components.length; d++) {
        rows[t][d] = components[d][first + t];
      }
    }
  }

  private void copyEight(int first, float[][] rows, int row) {
    float[] r0 = rows[row];
    float[] r1 = rows[row + 1];
    float[] r2 = rows[row + 2];
    float[] r3 = rows[row + 3];
    float[] r4 = rows[row + 4];
    float[] r5 = rows[row + 5];
    float[] r6 = rows[row + 6];
    float[] r7 = rows[row + 7];
    for (int d = 0; d < components.length; d++) {
      float[] component = components[d];
      r0[d] = component[first];
      r1[d] = component[first + 1];
      r2[d] = component[first + 2];
      r3[d] = component[first + 3];
      r4[d] = component[first + 4];
      r5[d] = component[first + 5];
      r6[d] = component[first + 6];
      r7[d] = component[first + 7];
    }
  }

  /** One token, (D). */
  float[] token(int token) {
    float[] row = new float[width()];
    for (int d = 0; d < row.length; d++) {
      row[d] = components[d][token];
    }
    return row;
  }

  /**
   * Each token's component along many directions.
   *
   * @param directions (n, D)
   * @return (n, T)
   */
  public float[][] along(float[][] directions) {
    return Products.product(directions, components);
  }
}
