package org.nodulens.overlay;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.ViewMap;

/**
 * A map over the CT that it explains: the bare slice on the left, the same slice with the map on
 * the right, a legend with the scale, a millimetre bar, and a caption. The one renderer for all
 * pictures.
 */
public final class OverlayRenderer {
  private static final int MARGIN = 8;
  private static final int CAPTION = 26;
  private static final int LEGEND = 92;

  private final OverlayStyle style;

  public OverlayRenderer(OverlayStyle style) {
    this.style = style;
  }

  /**
   * The picture of one view's map.
   *
   * @param volume what was explained, in the frame of the map's plane
   * @param caption one line
   */
  public BufferedImage render(CtVolume volume, ViewMap map, String caption) {
    return render(volume, map, Heatmap.of(map.map(), style.quantile()), caption);
  }

  /** The same, on a scale that other pictures share. */
  public BufferedImage render(CtVolume volume, ViewMap map, Heatmap heatmap, String caption) {
    VolumeGeometry display = display(map.plane());
    float[] hu = Resampler.of(volume).resample(display).hu();
    int width = display.size().columns();
    int height = display.size().rows();
    BufferedImage image =
        new BufferedImage(
            4 * MARGIN + 2 * width + LEGEND,
            2 * MARGIN + CAPTION + height,
            BufferedImage.TYPE_INT_RGB);
    paintPanel(image, MARGIN, display.size(), hu, null);
    paintPanel(image, 2 * MARGIN + width, display.size(), hu, heatmap);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.drawString(caption, MARGIN, MARGIN + 14);
    double pixelMm = display.spacing().xMm();
    ScaleBar.draw(graphics, MARGIN + 10, CAPTION + MARGIN + height - 12, width, pixelMm);
    Legend.draw(image, graphics, 3 * MARGIN + 2 * width, CAPTION + MARGIN, height, heatmap, style);
    graphics.dispose();
    return image;
  }

  /** The plane at the picture's resolution; the field of view stays. */
  private VolumeGeometry display(VolumeGeometry plane) {
    double factor = (double) style.panelPixels() / plane.size().rows();
    int columns = (int) Math.round(plane.size().columns() * factor);
    VoxelSpacing spacing = plane.spacing();
    return VolumeGeometry.centered(
        new GridSize(columns, style.panelPixels(), 1),
        plane.center(),
        plane
            .axes()
            .withSpacing(
                new VoxelSpacing(spacing.xMm() / factor, spacing.yMm() / factor, spacing.zMm())));
  }

  private void paintPanel(
      BufferedImage image, int left, GridSize size, float[] hu, @Nullable Heatmap heatmap) {
    for (int row = 0; row < size.rows(); row++) {
      for (int column = 0; column < size.columns(); column++) {
        int grey = Math.round(255 * style.window().normalize(hu[row * size.columns() + column]));
        float value = 0;
        if (heatmap != null) {
          double mapRow = (row + 0.5) * heatmap.size().rows() / size.rows() - 0.5;
          double mapColumn = (column + 0.5) * heatmap.size().columns() / size.columns() - 0.5;
          value = heatmap.at(mapRow, mapColumn);
        }
        image.setRGB(
            left + column,
            MARGIN + CAPTION + row,
            DivergingColors.over(grey, value, style.opacity()));
      }
    }
  }
}
