package org.nodulens.overlay;

import org.nodulens.ct.HounsfieldWindow;

/**
 * How an overlay looks.
 *
 * @param quantile of the map's magnitudes that gets full colour, in (0, 1]
 * @param opacity of full colour, 0 to 1
 * @param panelPixels height of one panel
 */
public record OverlayStyle(
    HounsfieldWindow window, double quantile, double opacity, int panelPixels) {
  /** Lung window, nothing clipped. */
  public static final OverlayStyle LUNG = new OverlayStyle(HounsfieldWindow.LUNG, 1, 0.65, 384);

  public OverlayStyle {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("opacity is between 0 and 1, got " + opacity);
    }
    if (panelPixels < 64) {
      throw new IllegalArgumentException("a panel needs at least 64 pixels, got " + panelPixels);
    }
  }

  public OverlayStyle withWindow(HounsfieldWindow other) {
    return new OverlayStyle(other, quantile, opacity, panelPixels);
  }

  public OverlayStyle withPanelPixels(int pixels) {
    return new OverlayStyle(window, quantile, opacity, pixels);
  }
}
