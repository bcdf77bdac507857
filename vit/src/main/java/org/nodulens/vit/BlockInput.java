package org.nodulens.vit;

/** x, what enters the last block for one image: (T, D). Keeps the array: read only by agreement. */
public final class BlockInput {
  private final int tokens;
  private final int width;
  private final float[] values;

  public BlockInput(int tokens, int width, float[] values) {
    if (values.length != tokens * width) {
      throw new IllegalArgumentException(
          values.length + " values are not " + tokens + " tokens of width " + width);
    }
    this.tokens = tokens;
    this.width = width;
    this.values = values;
  }

  public int tokens() {
    return tokens;
  }

  public int width() {
    return width;
  }

  /** (T, D), C order. */
  public float[] values() {
    return values;
  }
}
