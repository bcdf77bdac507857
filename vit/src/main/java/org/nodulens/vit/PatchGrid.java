package org.nodulens.vit;

/** How an image is cut into patches: patch tokens come row by row. */
public record PatchGrid(int rows, int columns, PixelSize patch) {
  public PatchGrid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a patch grid has at least one patch, got " + rows + " x " + columns);
    }
  }

  /**
   * The grid of an image.
   *
   * @throws IllegalArgumentException if the patches do not tile the image
   */
  public static PatchGrid of(PixelSize image, PixelSize patch) {
    if (image.rows() % patch.rows() != 0 || image.columns() % patch.columns() != 0) {
      throw new IllegalArgumentException(
          "patches of " + patch + " pixels do not tile an image of " + image);
    }
    return new PatchGrid(image.rows() / patch.rows(), image.columns() / patch.columns(), patch);
  }

  /** P, the number of patch tokens. */
  public int patches() {
    return rows * columns;
  }

  public PixelSize image() {
    return new PixelSize(rows * patch.rows(), columns * patch.columns());
  }

  public boolean sameLayout(PatchGrid other) {
    return rows == other.rows && columns == other.columns;
  }
}
