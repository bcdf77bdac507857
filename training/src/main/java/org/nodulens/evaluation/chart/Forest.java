package org.nodulens.evaluation.chart;

import java.util.ArrayList;
import java.util.List;

/** Named values one below the other, each a dot on its interval, as an SVG that stands alone. */
public final class Forest {
  private static final double NAMES = 150;
  private static final double SIDE = 340;
  private static final double WIDTH = NAMES + SIDE + 24;
  private static final double TOP = 50;
  private static final double STEP = 19;

  private final String title;
  private final String subtitle;
  private final Axis axis;
  private final List<Row> rows = new ArrayList<>();
  private final List<Double> guides = new ArrayList<>();

  private record Row(String name, double value, double low, double high, Ink ink) {}

  /** An empty chart. */
  public Forest(String title, String subtitle, Axis axis) {
    this.title = title;
    this.subtitle = subtitle;
    this.axis = axis;
  }

  /** The next value below, with its interval. */
  public Forest row(String name, double value, double low, double high, Ink ink) {
    rows.add(new Row(name, value, low, high, ink));
    return this;
  }

  /** An upright line to compare with. */
  public Forest guide(double value) {
    guides.add(value);
    return this;
  }

  /** The picture. */
  public String svg() {
    double bottom = TOP + STEP * rows.size() + 6;
    double height = bottom + 42;
    StringBuilder svg = new StringBuilder();
    svg.append(
        Svg.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"11\">",
            WIDTH, height));
    svg.append("<title>").append(Svg.escaped(title)).append("</title>");
    svg.append(
        Svg.format("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>", WIDTH, height));
    svg.append("<g font-weight=\"bold\" font-size=\"13\">");
    svg.append(Svg.text(10, 20, "start", "#1d232b", title)).append("</g>");
    svg.append(Svg.text(10, 37, "start", "#5b6673", subtitle));
    for (double tick : axis.ticks()) {
      svg.append(Svg.rule(x(tick), TOP, x(tick), bottom));
      svg.append(Svg.text(x(tick), bottom + 15, "middle", "#5b6673", Svg.number(tick)));
    }
    for (double guide : guides) {
      svg.append(
          Svg.format(
              "<line x1=\"%1$.2f\" y1=\"%2$.2f\" x2=\"%1$.2f\" y2=\"%3$.2f\" %4$s/>",
              x(guide), TOP, bottom, Ink.REFERENCE.stroke()));
    }
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), TOP + STEP * i + STEP / 2 + 3);
    }
    svg.append(Svg.text(NAMES + SIDE / 2, bottom + 33, "middle", "#1d232b", axis.label()));
    return svg.append("</svg>\n").toString();
  }

  private void row(StringBuilder svg, Row row, double y) {
    svg.append(Svg.text(NAMES - 10, y + 4, "end", "#1d232b", row.name));
    svg.append(
        Svg.format(
            "<line x1=\"%1$.2f\" y1=\"%2$.2f\" x2=\"%3$.2f\" y2=\"%2$.2f\" stroke=\"%4$s\""
                + " stroke-width=\"2\"/>",
            x(row.low), y, x(row.high), row.ink.color()));
    svg.append(
        Svg.format(
            "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"4\" fill=\"%s\"/>",
            x(row.value), y, row.ink.color()));
  }

  private double x(double value) {
    return NAMES + Math.max(0, Math.min(1, axis.fraction(value))) * SIDE;
  }
}
