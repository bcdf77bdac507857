package org.nodulens.vit;

import java.util.Locale;

/**
 * The eight symmetries of a square image: transposed or not, then rows and columns flipped or not.
 */
public enum Symmetry {
  IDENTITY(false, false, false),
  FLIP_COLUMNS(false, false, true),
  FLIP_ROWS(false, true, false),
  HALF_TURN(false, true, true),
  TRANSPOSE(true, false, false),
  QUARTER_TURN(true, false, true),
  THREE_QUARTER_TURN(true, true, false),
  ANTITRANSPOSE(true, true, true);

  private final boolean transposes;
  private final boolean flipsRows;
  private final boolean flipsColumns;

  Symmetry(boolean transposes, boolean flipsRows, boolean flipsColumns) {
    this.transposes = transposes;
    this.flipsRows = flipsRows;
    this.flipsColumns = flipsColumns;
  }

  /** The name in files: {@code flip_columns}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether rows become columns, which only a square image allows. */
  public boolean transposes() {
    return transposes;
  }

  /** The symmetry that undoes this one. */
  public Symmetry inverse() {
    return switch (this) {
      case QUARTER_TURN -> THREE_QUARTER_TURN;
      case THREE_QUARTER_TURN -> QUARTER_TURN;
      default -> this;
    };
  }

  /**
   * The turned image.
   *
   * @param values (rows, columns)
   * @param size of the image; what comes back has the same, or its transpose
   */
  public float[] apply(float[] values, PixelSize size) {
    int rows = transposes ? size.columns() : size.rows();
    int columns = transposes ? size.rows() : size.columns();
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int r = flipsRows ? rows - 1 - row : row;
        int c = flipsColumns ? columns - 1 - column : column;
        turned[row * columns + column] =
            transposes ? values[c * size.columns() + r] : values[r * size.columns() + c];
      }
    }
    return turned;
  }
}
