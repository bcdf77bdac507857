package org.nodulens.vit;

/**
 * Tokens as the columns of a matrix, (D, T): the values of one component of all tokens lie side by
 * side, which is the order in which the last block's sums are fastest. Its array is open to be
 * written, for those who look at many variants of one input.
 */
public final class TokenColumns {
  /** Squares of this side are turned at a time: both halves stay in the processor's cache. */
  private static final int SQUARE = 16;

  private final int tokens;
  private final int width;
  private final float[] values;

  private TokenColumns(int tokens, int width, float[] values) {
    this.tokens = tokens;
    this.width = width;
    this.values = values;
  }

  /** All zeros. */
  public static TokenColumns zeros(int tokens, int width) {
    return new TokenColumns(tokens, width, new float[tokens * width]);
  }

  /** Over this very array, (D, T). */
  static TokenColumns over(float[] values, int tokens, int width) {
    return new TokenColumns(tokens, width, values);
  }

  /** What enters a block, turned. */
  public static TokenColumns of(BlockInput x) {
    return ofRows(x.values(), x.tokens(), x.width());
  }

  /**
   * Rows, turned.
   *
   * @param rows (T, D)
   */
  public static TokenColumns ofRows(float[] rows, int tokens, int width) {
    TokenColumns columns = zeros(tokens, width);
    transpose(rows, tokens, width, columns.values);
    return columns;
  }

  public int tokens() {
    return tokens;
  }

  public int width() {
    return width;
  }

  /** (D, T), C order: the matrix itself. */
  public float[] values() {
    return values;
  }

  /** A copy, (T, D). */
  public float[] rows() {
    float[] rows = new float[values.length];
    transpose(values, width, tokens, rows);
    return rows;
  }

  /** One token, (D). */
  float[] token(int token) {
    float[] row = new float[width];
    for (int d = 0; d < width; d++) {
      row[d] = values[d * tokens + token];
    }
    return row;
  }

  /** Each token's component along a direction: direction · column, (T). */
  float[] along(float[] direction) {
    float[] components = new float[tokens];
    Products.addRows(components, 0, tokens, direction, 0, 1, width, values, 0, tokens);
    return components;
  }

  /**
   * Each token's component along many directions.
   *
   * @param directions (count, D)
   * @return (count, T)
   */
  public float[] along(float[] directions, int count) {
    return Products.product(directions, values, count, width, tokens);
  }

  private static void transpose(float[] from, int rows, int columns, float[] to) {
    for (int r0 = 0; r0 < rows; r0 += SQUARE) {
      int rEnd = Math.min(rows, r0 + SQUARE);
      for (int c0 = 0; c0 < columns; c0 += SQUARE) {
        int cEnd = Math.min(columns, c0 + SQUARE);
        for (int c = c0; c < cEnd; c++) {
          for (int r = r0; r < rEnd; r++) {
            to[c * rows + r] = from[r * columns + c];
          }
        }
      }
    }
  }
}
