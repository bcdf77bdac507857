package org.nodulens.evaluation.chart;

import java.util.ArrayList;
import java.util.List;

/** A chart with lines and dots, its legend below it, as an SVG that stands on its own. */
public final class Chart {
  private static final double LEFT = 62;
  private static final double TOP = 48;
  private static final double SIDE = 340;
  private static final double WIDTH = 440;
  private static final double LEGEND_TOP = TOP + SIDE + 58;
  private static final double LEGEND_STEP = 18;

  private final String title;
  private final String subtitle;
  private final Axis horizontal;
  private final Axis vertical;
  private final StringBuilder marks = new StringBuilder();
  private final List<String> legend = new ArrayList<>();

  /** A point in the axes' units. */
  public record Point(double x, double y) {}

  /** An empty chart. */
  public Chart(String title, String subtitle, Axis horizontal, Axis vertical) {
    this.title = title;
    this.subtitle = subtitle;
    this.horizontal = horizontal;
    this.vertical = vertical;
  }

  /** A line through points; without words, without an entry in the legend. */
  public Chart line(List<Point> points, Ink ink, String words) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(Svg.format("%.2f,%.2f ", x(point.x()), y(point.y())));
    }
    marks.append(
        Svg.format(
            "<polyline points=\"%s\" fill=\"none\" %s/>", path.toString().strip(), ink.stroke()));
    legend(
        words,
        "<line x1=\"%1$.1f\" y1=\"%2$.1f\" x2=\"%3$.1f\" y2=\"%2$.1f\" " + ink.stroke() + "/>");
    return this;
  }

  /** Dots, faint where there are many. */
  public Chart dots(List<Point> points, Ink ink, String words) {
    double opacity = points.size() > 100 ? 0.35 : 1;
    double radius = points.size() > 100 ? 2 : 3.5;
    for (Point point : points) {
      marks.append(
          Svg.format(
              "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"%.2f\"/>",
              x(point.x()), y(point.y()), radius, ink.color(), opacity));
    }
    legend(words, "<circle cx=\"%4$.1f\" cy=\"%2$.1f\" r=\"3.5\" fill=\"" + ink.color() + "\"/>");
    return this;
  }

  /** An upright bar at x from low to high: an interval. */
  public Chart bar(double x, double low, double high, Ink ink) {
    marks.append(
        Svg.format(
            "<line x1=\"%1$.2f\" y1=\"%2$.2f\" x2=\"%1$.2f\" y2=\"%3$.2f\" stroke=\"%4$s\""
                + " stroke-width=\"1.2\"/>",
            x(x), y(low), y(high), ink.color()));
    return this;
  }

  /**
   * Columns that stand on the floor, the highest a tenth of the chart: how many cases there are.
   */
  public Chart columns(List<Point> heights, double columnWidth, Ink ink, String words) {
    double highest = heights.stream().mapToDouble(Point::y).max().orElse(0);
    for (Point column : heights) {
      double height = highest > 0 ? column.y() / highest * SIDE / 10 : 0;
      marks.append(
          Svg.format(
              "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\""
                  + " fill-opacity=\"0.25\"/>",
              x(column.x()),
              TOP + SIDE - height,
              columnWidth / (horizontal.high() - horizontal.low()) * SIDE,
              height,
              ink.color()));
    }
    legend(
        words,
        "<rect x=\"%1$.1f\" y=\"%5$.1f\" width=\"16\" height=\"8\" fill=\""
            + ink.color()
            + "\" fill-opacity=\"0.25\"/>");
    return this;
  }

  /** A line of the legend without a mark: what holds for all. */
  public Chart note(String words) {
    legend(words, "");
    return this;
  }

  private void legend(String words, String swatch) {
    if (words.isEmpty()) {
      return;
    }
    double y = LEGEND_TOP + LEGEND_STEP * legend.size();
    legend.add(
        Svg.format(swatch, LEFT, y - 4, LEFT + 16, LEFT + 8, y - 8)
            + Svg.text(LEFT + 24, y, "start", "#1d232b", words));
  }

  /** The picture. */
  public String svg() {
    double height = LEGEND_TOP + LEGEND_STEP * legend.size();
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
    svg.append(Svg.text(LEFT, 20, "start", "#1d232b", title)).append("</g>");
    svg.append(Svg.text(LEFT, 37, "start", "#5b6673", subtitle));
    grid(svg);
    svg.append("<clipPath id=\"plot\"><rect ").append(plotArea()).append("/></clipPath>");
    svg.append("<g clip-path=\"url(#plot)\">").append(marks).append("</g>");
    svg.append("<rect ").append(plotArea()).append(" fill=\"none\" stroke=\"#b9c2cb\"/>");
    legend.forEach(svg::append);
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (double tick : horizontal.ticks()) {
      svg.append(Svg.rule(x(tick), TOP, x(tick), TOP + SIDE));
      svg.append(Svg.text(x(tick), TOP + SIDE + 16, "middle", "#5b6673", Svg.number(tick)));
    }
    for (double tick : vertical.ticks()) {
      svg.append(Svg.rule(LEFT, y(tick), LEFT + SIDE, y(tick)));
      svg.append(Svg.text(LEFT - 8, y(tick) + 4, "end", "#5b6673", Svg.number(tick)));
    }
    double middle = TOP + SIDE / 2;
    svg.append(Svg.text(LEFT + SIDE / 2, TOP + SIDE + 34, "middle", "#1d232b", horizontal.label()));
    svg.append(Svg.format("<g transform=\"rotate(-90 16 %.1f)\">", middle));
    svg.append(Svg.text(16, middle, "middle", "#1d232b", vertical.label())).append("</g>");
  }

  private double x(double value) {
    return LEFT + horizontal.fraction(value) * SIDE;
  }

  private double y(double value) {
    return TOP + (1 - vertical.fraction(value)) * SIDE;
  }

  private static String plotArea() {
    return Svg.format(
        "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", LEFT, TOP, SIDE, SIDE);
  }
}
