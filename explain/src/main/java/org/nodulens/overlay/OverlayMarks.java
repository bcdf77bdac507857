package org.nodulens.overlay;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Legend and millimetre bar as pictures of their own, for viewers; black stands for nothing. */
public final class OverlayMarks {
  private static final int LEGEND_WIDTH = 80;
  private static final int TEXT_ROOM = 20;
  private static final int BAR_HEIGHT = 24;

  private OverlayMarks() {}

  /**
   * The colours with their numbers.
   *
   * @param scale the magnitude of full colour
   * @param opacity of full colour, 0 to 1
   * @param barHeight pixels
   */
  public static BufferedImage legend(double scale, double opacity, int barHeight) {
    BufferedImage image = blank(LEGEND_WIDTH, barHeight + TEXT_ROOM);
    Graphics2D graphics = image.createGraphics();
    Legend.drawScale(image, graphics, 2, 0, barHeight, scale, opacity);
    graphics.dispose();
    return image;
  }

  /**
   * A bar of a round length.
   *
   * @param mostPixels that it may take, times 2.5
   */
  public static BufferedImage scaleBar(int mostPixels, double pixelMm) {
    int pixels = (int) Math.ceil(ScaleBar.lengthMm(mostPixels, pixelMm) / pixelMm);
    BufferedImage image = blank(Math.max(LEGEND_WIDTH, pixels + 4), BAR_HEIGHT);
    Graphics2D graphics = image.createGraphics();
    ScaleBar.draw(graphics, 2, BAR_HEIGHT - 2, mostPixels, pixelMm);
    graphics.dispose();
    return image;
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }
}
