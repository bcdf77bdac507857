package org.nodulens.overlay;

import java.awt.Color;
import java.awt.Graphics2D;

/** A bar of a round number of millimetres. */
final class ScaleBar {
  private static final int[] LENGTHS_MM = {50, 20, 10, 5, 2, 1};

  private ScaleBar() {}

  /** The longest round length that takes at most 40 % of the panel, mm. */
  static int lengthMm(int panelPixels, double pixelMm) {
    for (int length : LENGTHS_MM) {
      if (length / pixelMm <= 0.4 * panelPixels) {
        return length;
      }
    }
    return LENGTHS_MM[LENGTHS_MM.length - 1];
  }

  static void draw(Graphics2D graphics, int left, int bottom, int panelPixels, double pixelMm) {
    int mm = lengthMm(panelPixels, pixelMm);
    int pixels = (int) Math.round(mm / pixelMm);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(left - 1, bottom - 4, pixels + 2, 5);
    graphics.drawString(mm + " mm", left + 1, bottom - 7); // a shadow, for bright images
    graphics.setColor(Color.WHITE);
    graphics.fillRect(left, bottom - 3, pixels, 3);
    graphics.drawString(mm + " mm", left, bottom - 8);
  }
}
