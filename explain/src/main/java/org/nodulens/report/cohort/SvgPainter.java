package org.nodulens.report.cohort;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Draws the elements that {@link SvgPicture} admits. */
final class SvgPainter {
  private static final Pattern TURN =
      Pattern.compile("rotate\\((-?[0-9.]+) (-?[0-9.]+) (-?[0-9.]+)\\)");

  private final Graphics2D graphics;
  private final Map<String, Shape> clips = new HashMap<>();

  /** What words look like where nothing else is said. */
  private record Words(double size, boolean bold) {
    Words within(Element element) {
      String given = element.getAttribute("font-size");
      String weight = element.getAttribute("font-weight");
      return new Words(
          given.isEmpty() ? size : Double.parseDouble(given), bold || weight.equals("bold"));
    }
  }

  SvgPainter(Graphics2D graphics) {
    this.graphics = graphics;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  void paint(Element svg) {
    paint(svg, new Words(11, /* bold= */ false));
  }

  private void paint(Element element, Words outer) {
    Words words = outer.within(element);
    switch (element.getTagName()) {
      case "svg" -> children(element, words);
      case "g" -> group(element, words);
      case "clipPath" -> clips.put(element.getAttribute("id"), rectangle(first(element)));
      case "rect" -> draw(element, rectangle(element));
      case "line" -> draw(element, line(element));
      case "polyline" -> draw(element, polyline(element));
      case "circle" -> draw(element, circle(element));
      case "text" -> text(element, words);
      default -> {} // a title is not drawn
    }
  }

  private void children(Element element, Words words) {
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        paint(inner, words);
      }
    }
  }

  private static Element first(Element element) {
    if (element.getFirstChild() instanceof Element inner) {
      return inner;
    }
    throw new IllegalArgumentException("a clipPath holds nothing");
  }

  private void group(Element group, Words words) {
    Graphics2D inner = (Graphics2D) graphics.create();
    Matcher turn = TURN.matcher(group.getAttribute("transform"));
    if (turn.matches()) {
      inner.rotate(
          Math.toRadians(Double.parseDouble(turn.group(1))),
          Double.parseDouble(turn.group(2)),
          Double.parseDouble(turn.group(3)));
    }
    String clip = group.getAttribute("clip-path");
    if (!clip.isEmpty()) {
      inner.clip(clips.get(clip.substring("url(#".length(), clip.length() - 1)));
    }
    SvgPainter painter = new SvgPainter(inner);
    painter.clips.putAll(clips);
    painter.children(group, words);
    inner.dispose();
  }

  private static double number(Element element, String name) {
    String value = element.getAttribute(name);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static Shape rectangle(Element e) {
    return new Rectangle2D.Double(
        number(e, "x"), number(e, "y"), number(e, "width"), number(e, "height"));
  }

  private static Shape line(Element e) {
    return new Line2D.Double(number(e, "x1"), number(e, "y1"), number(e, "x2"), number(e, "y2"));
  }

  private static Shape circle(Element e) {
    double r = number(e, "r");
    return new Ellipse2D.Double(number(e, "cx") - r, number(e, "cy") - r, 2 * r, 2 * r);
  }

  private static Shape polyline(Element e) {
    Path2D path = new Path2D.Double();
    for (String point : e.getAttribute("points").strip().split("\\s+", -1)) {
      String[] xy = point.split(",", -1);
      if (xy.length == 2) {
        double x = Double.parseDouble(xy[0]);
        double y = Double.parseDouble(xy[1]);
        if (path.getCurrentPoint() == null) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
    }
    return path;
  }

  private void draw(Element element, Shape shape) {
    String fill = element.getAttribute("fill");
    boolean open = element.getTagName().equals("line");
    if (!fill.isEmpty() && !fill.equals("none") && !open) {
      String opacity = element.getAttribute("fill-opacity");
      graphics.setColor(color(fill, opacity.isEmpty() ? 1 : Float.parseFloat(opacity)));
      graphics.fill(shape);
    }
    String stroke = element.getAttribute("stroke");
    if (!stroke.isEmpty()) {
      graphics.setColor(color(stroke, 1));
      graphics.setStroke(stroke(element));
      graphics.draw(shape);
    }
  }

  private static BasicStroke stroke(Element element) {
    String width = element.getAttribute("stroke-width");
    float wide = width.isEmpty() ? 1 : Float.parseFloat(width);
    String dashes = element.getAttribute("stroke-dasharray");
    if (dashes.isEmpty()) {
      return new BasicStroke(wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    String[] lengths = dashes.split(" ", -1);
    float[] pattern = new float[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      pattern[i] = Float.parseFloat(lengths[i]);
    }
    return new BasicStroke(wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
  }

  private static Color color(String hex, float opacity) {
    int rgb = Integer.parseInt(hex.substring(1), 16);
    return new Color(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff, Math.round(opacity * 255));
  }

  private void text(Element element, Words words) {
    Font font = new Font(Font.SANS_SERIF, words.bold() ? Font.BOLD : Font.PLAIN, 1);
    graphics.setFont(font.deriveFont((float) words.size()));
    graphics.setColor(color(element.getAttribute("fill"), 1));
    String text = element.getTextContent();
    FontMetrics metrics = graphics.getFontMetrics();
    double wide = metrics.getStringBounds(text, graphics).getWidth();
    double shift =
        switch (element.getAttribute("text-anchor")) {
          case "middle" -> wide / 2;
          case "end" -> wide;
          default -> 0;
        };
    graphics.drawString(text, (float) (number(element, "x") - shift), (float) number(element, "y"));
  }
}
