package org.nodulens.overlay;

/**
 * Signed values over a grey image: vermilion for what speaks for the score, sky blue for what
 * speaks against it (after Okabe and Ito's palette, which colour-blind readers tell apart),
 * transparent at zero.
 */
final class DivergingColors {
  private static final int POSITIVE = 0xff6a1a;
  private static final int NEGATIVE = 0x3fa9ff;

  private DivergingColors() {}

  /** Full colour, 0xRRGGBB, never black. */
  static int full(float value) {
    return value < 0 ? NEGATIVE : POSITIVE;
  }

  /**
   * Blends a value over a grey level.
   *
   * @param grey 0 to 255
   * @param value -1 to 1
   * @param opacity of the extremes, 0 to 1
   * @return 0xRRGGBB
   */
  static int over(int grey, float value, double opacity) {
    int color = full(value);
    double alpha = Math.abs(value) * opacity;
    int red = blend(grey, color >> 16 & 0xff, alpha);
    int green = blend(grey, color >> 8 & 0xff, alpha);
    int blue = blend(grey, color & 0xff, alpha);
    return red << 16 | green << 8 | blue;
  }

  private static int blend(int below, int above, double alpha) {
    return (int) Math.round(below + alpha * (above - below));
  }
}
