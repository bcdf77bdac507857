package org.nodulens.report;

import java.util.List;
import java.util.Locale;
import org.nodulens.evaluation.RocCurve;

/** Receiver operating characteristics as SVG: the model's in colour, the floor's in grey. */
public final class RocFigure {
  private static final int SIDE = 320;
  private static final int LEFT = 52;
  private static final int TOP = 16;

  private RocFigure() {}

  /**
   * A figure of two curves.
   *
   * @param model its legend, with the area and interval
   * @param floor likewise
   */
  public static String svg(RocCurve modelCurve, String model, RocCurve floorCurve, String floor) {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 390\" role=\"img\"")
        .append(" font-family=\"sans-serif\" font-size=\"11\">");
    svg.append("<title>Receiver operating characteristic</title>");
    for (int tick = 0; tick <= 4; tick++) {
      double value = tick / 4.0;
      svg.append(line(value, 0, value, 1)).append(line(0, value, 1, value));
      svg.append(text(x(value), TOP + SIDE + 16, "middle", value));
      svg.append(text(LEFT - 8, y(value) + 4, "end", value));
    }
    svg.append(label(LEFT + SIDE / 2.0, TOP + SIDE + 34, "1 − specificity", ""));
    double middle = TOP + SIDE / 2.0;
    svg.append(label(14, middle, "sensitivity", " transform=\"rotate(-90 14 " + middle + ")\""));
    svg.append(curve(floorCurve.points(), "#8a939d", 2));
    svg.append(curve(modelCurve.points(), "#c4501b", 2.5));
    svg.append(legend(0, "#c4501b", model)).append(legend(1, "#8a939d", floor));
    return svg.append("</svg>").toString();
  }

  private static double x(double rate) {
    return LEFT + rate * SIDE;
  }

  private static double y(double rate) {
    return TOP + (1 - rate) * SIDE;
  }

  private static String line(double fromX, double fromY, double toX, double toY) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#e3e8ed\"/>",
        x(fromX),
        y(fromY),
        x(toX),
        y(toY));
  }

  private static String text(double x, double y, String anchor, double value) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#5b6673\">%.2f</text>",
        x,
        y,
        anchor,
        value);
  }

  private static String label(double x, double y, String words, String attributes) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#1d232b\"%s>%s</text>",
        x,
        y,
        attributes,
        words);
  }

  private static String curve(List<RocCurve.Point> points, String color, double width) {
    StringBuilder path = new StringBuilder();
    for (RocCurve.Point point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%.2f,%.2f ",
              x(point.falsePositiveRate()),
              y(point.truePositiveRate())));
    }
    return String.format(
        Locale.ROOT,
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        path.toString().strip(),
        color,
        width);
  }

  private static String legend(int row, String color, String words) {
    double y = TOP + SIDE - 34 + 18 * row;
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%.1f\" width=\"16\" height=\"4\" fill=\"%s\"/>"
            + "<text x=\"%d\" y=\"%.1f\" fill=\"#1d232b\">%s</text>",
        LEFT + 118,
        y - 6,
        color,
        LEFT + 140,
        y,
        Html.escaped(words));
  }
}
