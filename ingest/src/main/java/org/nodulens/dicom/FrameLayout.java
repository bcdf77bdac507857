package org.nodulens.dicom;

/** How one frame's samples lie: {@code rows} rows of {@code columns} samples of one value each. */
public record FrameLayout(int columns, int rows, PixelFormat format) {
  public FrameLayout {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("a frame of " + columns + " x " + rows + " pixels");
    }
  }

  /** rows * columns. */
  public int pixels() {
    return Math.multiplyExact(columns, rows);
  }
}
