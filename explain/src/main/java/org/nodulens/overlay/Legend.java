package org.nodulens.overlay;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** The colour scale with its numbers, and the window of the CT. */
final class Legend {
  private static final int BAR_WIDTH = 14;
  private static final int TEXT_GAP = 5;

  /** The grey on which colours are shown. */
  private static final int GREY = 96;

  private Legend() {}

  static void draw(
      BufferedImage image,
      Graphics2D graphics,
      int left,
      int top,
      int height,
      double scale,
      OverlayStyle style) {
    int barHeight = height / 2;
    drawScale(image, graphics, left, top, barHeight, scale, style.opacity());
    int below = top + 8 + barHeight + 32;
    graphics.drawString("CT window", left, below);
    graphics.drawString(
        String.format(
            Locale.ROOT, "%.0f ... %.0f", style.window().lowestHu(), style.window().highestHu()),
        left,
        below + 16);
    graphics.drawString("HU", left, below + 32);
  }

  /** The colours with their numbers, {@code barHeight} pixels high. */
  static void drawScale(
      BufferedImage image,
      Graphics2D graphics,
      int left,
      int top,
      int barHeight,
      double scale,
      double opacity) {
    int barTop = top + 8;
    for (int y = 0; y < barHeight; y++) {
      float value = 1 - 2f * y / (barHeight - 1);
      int color = DivergingColors.over(GREY, value, opacity);
      for (int x = 0; x < BAR_WIDTH; x++) {
        image.setRGB(left + x, barTop + y, color);
      }
    }
    graphics.setColor(Color.WHITE);
    int text = left + BAR_WIDTH + TEXT_GAP;
    graphics.drawString("+" + number(scale), text, barTop + 5);
    graphics.drawString("0", text, barTop + barHeight / 2 + 5);
    graphics.drawString("-" + number(scale), text, barTop + barHeight + 5);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
