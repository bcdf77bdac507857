package org.nodulens.evaluation.chart;

/** What a series is drawn with: colours that the colour-blind can tell apart, and dashes. */
public enum Ink {
  MODEL("#c4501b", 2.5, ""),
  FLOOR("#8a939d", 2, ""),
  SECOND("#2b6ca3", 2, ""),
  THIRD("#2f8f6f", 2, ""),
  REFERENCE("#8a939d", 1.2, "5 4"),
  SECOND_REFERENCE("#1d232b", 1.2, "2 3");

  private final String color;
  private final double width;
  private final String dashes;

  Ink(String color, double width, String dashes) {
    this.color = color;
    this.width = width;
    this.dashes = dashes;
  }

  String color() {
    return color;
  }

  /** Attributes of a line. */
  String stroke() {
    String solid = "stroke=\"" + color + "\" stroke-width=\"" + width + "\"";
    return dashes.isEmpty() ? solid : solid + " stroke-dasharray=\"" + dashes + "\"";
  }
}
