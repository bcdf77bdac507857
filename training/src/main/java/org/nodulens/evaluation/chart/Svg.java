package org.nodulens.evaluation.chart;

import java.util.Locale;

/** Pieces of SVG that charts share. */
final class Svg {
  private Svg() {}

  static String rule(double fromX, double fromY, double toX, double toY) {
    return format(
        "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"#e3e8ed\"/>",
        fromX, fromY, toX, toY);
  }

  static String text(double x, double y, String anchor, String color, String words) {
    return format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">", x, y, anchor, color)
        + escaped(words)
        + "</text>";
  }

  /** At most three decimals, none that are nothing. */
  static String number(double value) {
    String text = format("%.3f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    return text.equals("-0") ? "0" : text.replace('-', '−');
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
