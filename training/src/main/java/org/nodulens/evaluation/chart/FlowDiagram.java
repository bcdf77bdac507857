package org.nodulens.evaluation.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes through a study step by step, as an SVG that stands on its own: a column of boxes with
 * arrows, beside an arrow what leaves there, at the end the groups that the last box falls into.
 */
public final class FlowDiagram {
  private static final double LEFT = 10;
  private static final double BOX = 300;
  private static final double ASIDE_LEFT = 350;
  private static final double ASIDE = 300;
  private static final double WIDTH = ASIDE_LEFT + ASIDE + 10;
  private static final double TOP = 34;
  private static final double LINE = 15;
  private static final double PADDING = 9;
  private static final double GAP = 26;
  private static final double GROUP_GAP = 12;
  private static final String INK = "#5b6673";
  private static final String WORDS = "#1d232b";

  private final String title;
  private final List<Step> steps = new ArrayList<>();
  private List<List<String>> groups = List.of();

  private record Step(List<String> lines, List<String> leaving) {}

  /** An empty diagram. */
  public FlowDiagram(String title) {
    this.title = title;
  }

  /**
   * The next box below.
   *
   * @param lines in the box, the first one in bold
   * @param leaving what does not reach the next box; none: nothing is drawn
   */
  public FlowDiagram step(List<String> lines, List<String> leaving) {
    steps.add(new Step(List.copyOf(lines), List.copyOf(leaving)));
    return this;
  }

  /** The groups below the last box, side by side, each a list of lines. */
  public FlowDiagram groups(List<List<String>> all) {
    groups = all.stream().map(List::copyOf).toList();
    return this;
  }

  /** The picture. */
  public String svg() {
    StringBuilder body = new StringBuilder();
    double y = TOP;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      double height = height(step.lines());
      box(body, LEFT, y, BOX, step.lines());
      double next = y + height + GAP;
      if (!step.leaving().isEmpty()) {
        double aside = y + Math.max(0, (height - height(step.leaving())) / 2);
        box(body, ASIDE_LEFT, aside, ASIDE, step.leaving());
        double level = y + height / 2;
        arrow(body, LEFT + BOX, level, ASIDE_LEFT, level);
        next = Math.max(next, aside + height(step.leaving()) + GROUP_GAP);
      }
      boolean last = i == steps.size() - 1;
      if (!last || !groups.isEmpty()) {
        arrow(body, LEFT + BOX / 2, y + height, LEFT + BOX / 2, next);
      }
      y = last && groups.isEmpty() ? y + height + 10 : next;
    }
    return frame(body, y + drawGroups(body, y));
  }

  /** Their height, room below included. */
  private double drawGroups(StringBuilder body, double y) {
    double width =
        (WIDTH - 2 * LEFT - GROUP_GAP * (groups.size() - 1)) / Math.max(1, groups.size());
    double tallest = 0;
    for (int i = 0; i < groups.size(); i++) {
      box(body, LEFT + i * (width + GROUP_GAP), y, width, groups.get(i));
      tallest = Math.max(tallest, height(groups.get(i)));
    }
    return groups.isEmpty() ? 0 : tallest + 10;
  }

  private String frame(StringBuilder body, double height) {
    return Svg.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"11\">",
            WIDTH, height)
        + "<title>"
        + Svg.escaped(title)
        + "</title>"
        + Svg.format("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>", WIDTH, height)
        + "<g font-weight=\"bold\" font-size=\"13\">"
        + Svg.text(LEFT, 20, "start", WORDS, title)
        + "</g>"
        + body
        + "</svg>\n";
  }

  private static double height(List<String> lines) {
    return lines.size() * LINE + 2 * PADDING - 3;
  }

  private static void box(
      StringBuilder body, double x, double y, double width, List<String> lines) {
    body.append(
        Svg.format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#f6f8fa\""
                + " stroke=\"#b9c2cb\"/>",
            x, y, width, height(lines)));
    for (int i = 0; i < lines.size(); i++) {
      String line = Svg.text(x + PADDING, y + PADDING + 9 + i * LINE, "start", WORDS, lines.get(i));
      body.append(i == 0 ? "<g font-weight=\"bold\">" + line + "</g>" : line);
    }
  }

  private static void arrow(StringBuilder body, double fromX, double fromY, double x, double y) {
    body.append(
        Svg.format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"1.2\"/>",
            fromX, fromY, x, y, INK));
    boolean down = x == fromX;
    body.append(
        Svg.format(
            "<polyline points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"none\" stroke=\"%s\""
                + " stroke-width=\"1.2\"/>",
            x - (down ? 4 : 6),
            y - (down ? 6 : 4),
            x,
            y,
            x + (down ? 4 : -6),
            y + (down ? -6 : 4),
            INK));
  }
}
