package org.nodulens.overlay;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.ViewMap;

/**
 * Maps over the CT that they explain, in rows of panels: each row with a legend of its scale, the
 * first panel of each with a millimetre bar, a caption on top. The one renderer for all pictures;
 * it knows neither files nor windows. What it cut out of the CT it keeps for its next pictures.
 * Safe for use by several threads.
 */
public final class OverlayRenderer {
  private static final int MARGIN = 8;
  private static final int CAPTION = 26;
  private static final int TITLE = 18;
  private static final int LEGEND = 92;

  private final CtVolume volume;
  private final OverlayStyle style;

  /** HU of the planes that were shown, (rows, columns). */
  private final Map<VolumeGeometry, float[]> slices = new ConcurrentHashMap<>();

  /**
   * A renderer.
   *
   * @param volume what was explained, in the frame of all maps' planes
   */
  public OverlayRenderer(CtVolume volume, OverlayStyle style) {
    this.volume = volume;
    this.style = style;
  }

  /**
   * The picture of one view's map, the bare slice on its left.
   *
   * @param caption one line
   */
  public BufferedImage render(ViewMap map, String caption) {
    double scale = Heatmap.of(map.map(), style.quantile()).scale();
    List<OverlayCell> cells = List.of(OverlayCell.bare("", map.plane()), OverlayCell.of("", map));
    return render(new OverlaySheet(caption, List.of(new OverlayRow("", cells, scale))));
  }

  /** The picture of many maps. */
  public BufferedImage render(OverlaySheet sheet) {
    int width = 0;
    int height = CAPTION + MARGIN;
    for (OverlayRow row : sheet.rows()) {
      int panels = row.cells().stream().mapToInt(cell -> MARGIN + size(cell).columns()).sum();
      width = Math.max(width, panels);
      height += titleHeight(row) + style.panelPixels() + MARGIN;
    }
    BufferedImage image =
        new BufferedImage(width + 2 * MARGIN + LEGEND, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    Canvas canvas = new Canvas(image, graphics);
    graphics.setColor(Color.WHITE);
    graphics.drawString(sheet.caption(), MARGIN, MARGIN + 14);
    int top = CAPTION + MARGIN;
    for (OverlayRow row : sheet.rows()) {
      top += titleHeight(row);
      paint(canvas, top, row);
      if (row.hasMaps()) {
        drawLegend(canvas, width + MARGIN, top, row);
      }
      top += style.panelPixels() + MARGIN;
    }
    graphics.dispose();
    return image;
  }

  /** What is painted on. */
  private record Canvas(BufferedImage image, Graphics2D graphics) {}

  private float[] hu(VolumeGeometry display) {
    return slices.computeIfAbsent(display, plane -> Resampler.of(volume).resample(plane).hu());
  }

  private static int titleHeight(OverlayRow row) {
    return row.hasTitles() ? TITLE : 0;
  }

  private void paint(Canvas canvas, int top, OverlayRow row) {
    int left = MARGIN;
    for (OverlayCell cell : row.cells()) {
      VolumeGeometry display = display(cell.plane());
      int width = display.size().columns();
      paintPanel(canvas, new Corner(left, top), cell, row.scale());
      canvas.graphics.setColor(Color.WHITE);
      drawFitting(canvas.graphics, cell.title(), new Corner(left, top - 5), width);
      if (left == MARGIN) {
        int bottom = top + style.panelPixels() - 12;
        ScaleBar.draw(canvas.graphics, left + 10, bottom, width, display.spacing().xMm());
      }
      left += width + MARGIN;
    }
  }

  private record Corner(int x, int y) {}

  /** As much of a text as a panel is wide. */
  private static void drawFitting(Graphics2D graphics, String text, Corner at, int width) {
    String shown = text;
    while (!shown.isEmpty() && graphics.getFontMetrics().stringWidth(shown) > width) {
      shown = shown.substring(0, shown.length() - 1);
    }
    graphics.drawString(shown, at.x, at.y);
  }

  private void drawLegend(Canvas canvas, int left, int top, OverlayRow row) {
    int below = row.label().isEmpty() ? 0 : TITLE;
    canvas.graphics.setColor(Color.WHITE);
    drawFitting(canvas.graphics, row.label(), new Corner(left, top + 12), LEGEND);
    Legend.draw(
        canvas.image,
        canvas.graphics,
        left,
        top + below,
        style.panelPixels() - below,
        row.scale(),
        style);
  }

  private GridSize size(OverlayCell cell) {
    return display(cell.plane()).size();
  }

  /** The plane at the picture's resolution; the field of view stays. */
  private VolumeGeometry display(VolumeGeometry plane) {
    double factor = (double) style.panelPixels() / plane.size().rows();
    int columns = (int) Math.max(1, Math.round(plane.size().columns() * factor));
    VoxelSpacing spacing = plane.spacing();
    return VolumeGeometry.centered(
        new GridSize(columns, style.panelPixels(), 1),
        plane.center(),
        plane
            .axes()
            .withSpacing(
                new VoxelSpacing(spacing.xMm() / factor, spacing.yMm() / factor, spacing.zMm())));
  }

  private void paintPanel(Canvas canvas, Corner corner, OverlayCell cell, double scale) {
    VolumeGeometry display = display(cell.plane());
    GridSize size = display.size();
    float[] hu = hu(display);
    Heatmap heatmap = cell.map().map(map -> Heatmap.onScale(map, scale)).orElse(null);
    // A row at a time.
    int[] pixels = new int[size.columns()];
    for (int row = 0; row < size.rows(); row++) {
      for (int column = 0; column < size.columns(); column++) {
        int grey = Math.round(255 * style.window().normalize(hu[row * size.columns() + column]));
        float value = 0;
        if (heatmap != null) {
          double mapRow = (row + 0.5) * heatmap.size().rows() / size.rows() - 0.5;
          double mapColumn = (column + 0.5) * heatmap.size().columns() / size.columns() - 0.5;
          value = heatmap.at(mapRow, mapColumn);
        }
        pixels[column] = DivergingColors.over(grey, value, style.opacity());
      }
      canvas.image.getRaster().setDataElements(corner.x, corner.y + row, size.columns(), 1, pixels);
    }
  }
}
