package org.nodulens.overlay;

import java.util.List;

/**
 * A picture of several panels.
 *
 * @param caption a line at the top
 * @param rows at least one, from top to bottom
 */
public record OverlaySheet(String caption, List<OverlayRow> rows) {
  public OverlaySheet {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a picture needs at least one row");
    }
  }
}
