package org.nodulens.report.cohort;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.nodulens.volumeio.FormatException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * An SVG as this program draws them, of lines, dots, boxes and words. Anything else in it is
 * refused: a picture comes from a file and goes into a page.
 */
final class SvgPicture {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "title", "g", "rect", "line", "polyline", "circle", "text", "clipPath");

  private final String text;
  private final Element root;
  private final double width;
  private final double height;

  private SvgPicture(String text, Element root, double width, double height) {
    this.text = text;
    this.root = root;
    this.width = width;
    this.height = height;
  }

  /**
   * Reads a picture.
   *
   * @param where for messages
   * @throws FormatException if it is no picture of this program's
   */
  static SvgPicture of(String text, String where) throws IOException {
    Element root;
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      builder.setErrorHandler(null); // faults are thrown, not printed
      root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
    } catch (SAXException e) {
      throw new FormatException(where + " is no SVG: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java platform parses XML without DTDs", e);
    }
    check(root, where);
    String[] box = root.getAttribute("viewBox").split(" ", -1);
    try {
      if (box.length == 4) {
        return new SvgPicture(
            text.strip(), root, Double.parseDouble(box[2]), Double.parseDouble(box[3]));
      }
    } catch (NumberFormatException e) {
      throw new FormatException(where + " has no viewBox of four numbers", e);
    }
    throw new FormatException(where + " has no viewBox of four numbers");
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory;
  }

  private static void check(Element element, String where) throws FormatException {
    if (!ELEMENTS.contains(element.getTagName())) {
      throw new FormatException(
          where + " holds <" + element.getTagName() + ">, which no figure of ours does");
    }
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String name = attributes.item(i).getNodeName();
      String value = attributes.item(i).getNodeValue();
      boolean refers = value.contains("url(") && !value.equals("url(#plot)");
      if (name.startsWith("on") || name.endsWith("href") || name.equals("style") || refers) {
        throw new FormatException(
            where + " has the attribute " + name + ", which no figure of ours has");
      }
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        check(inner, where);
      } else if (child.getNodeType() != Node.TEXT_NODE) {
        throw new FormatException(where + " holds more than elements and words");
      }
    }
  }

  /** As it was read. */
  String text() {
    return text;
  }

  /** For a page that holds several: no two of them share an id. */
  String inline(String id) {
    return text.replace(" xmlns=\"http://www.w3.org/2000/svg\"", "")
        .replace("id=\"plot\"", "id=\"" + id + "-plot\"")
        .replace("url(#plot)", "url(#" + id + "-plot)");
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  /** Draws it, a unit a unit. */
  void paint(Graphics2D graphics) {
    new SvgPainter(graphics).paint(root);
  }
}
