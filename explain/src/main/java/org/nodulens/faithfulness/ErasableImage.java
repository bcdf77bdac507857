package org.nodulens.faithfulness;

import org.nodulens.vit.PixelSize;

/** One plane of a nodule as the model sees it, and what replaces pixels that are taken away. */
final class ErasableImage {
  private final PixelSize size;
  private final float[] pixels;
  private final float[] fill;

  /**
   * An image and its fill.
   *
   * @param pixels (channels, rows, columns), normalised; kept, not changed
   */
  ErasableImage(PixelSize size, float[] pixels, Fill fill) {
    this.size = size;
    this.pixels = pixels;
    this.fill = fill.of(pixels, size);
  }

  PixelSize size() {
    return size;
  }

  /** As the model sees it: read only. */
  float[] whole() {
    return pixels;
  }

  /** Without the first so many pixels of an order, in all channels. */
  float[] without(int[] order, int count) {
    float[] changed = pixels.clone();
    for (int channel = 0; channel < pixels.length; channel += size.count()) {
      for (int i = 0; i < count; i++) {
        changed[channel + order[i]] = fill[channel + order[i]];
      }
    }
    return changed;
  }

  /** Without the pixels in a box. */
  float[] without(Box box) {
    return without(box.pixels(size), box.side() * box.side());
  }

  /** A square of pixels. */
  record Box(int row, int column, int side) {
    /** The numbers of its pixels, row by row. */
    int[] pixels(PixelSize image) {
      int[] pixels = new int[side * side];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (row + i / side) * image.columns() + column + i % side;
      }
      return pixels;
    }
  }
}
