package org.nodulens.overlay;

import java.util.List;

/**
 * Panels side by side, all of one scale and with one legend.
 *
 * @param label above the legend, may be empty
 * @param cells at least one
 * @param scale the magnitude that gets full colour, in the maps' unit; 0 where there is no map
 */
public record OverlayRow(String label, List<OverlayCell> cells, double scale) {
  public OverlayRow {
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a row of a picture needs at least one panel");
    }
    if (!(scale >= 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("a scale is finite and at least 0, got " + scale);
    }
  }

  boolean hasMaps() {
    return cells.stream().anyMatch(cell -> cell.map().isPresent());
  }

  boolean hasTitles() {
    return cells.stream().anyMatch(cell -> !cell.title().isEmpty());
  }
}
