package org.nodulens.datasets.lungpetctdx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.volumeio.FormatException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A Pascal VOC annotation: boxes with a class. Neither DTDs nor external entities are read. */
final class VocFile {
  private static final long LONGEST = 1 << 20;

  private VocFile() {}

  /**
   * Reads the boxes; their edges are pixel centres, zero-based.
   *
   * @throws FormatException if the file is no annotation or a box makes no sense
   */
  static List<TumourBox> read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new FormatException("longer than " + LONGEST + " bytes: no annotation");
    }
    Element root = parse(Files.readAllBytes(file)).getDocumentElement();
    if (root == null || !root.getTagName().equals("annotation")) {
      throw new FormatException("no Pascal VOC annotation");
    }
    List<TumourBox> boxes = new ArrayList<>();
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element object && object.getTagName().equals("object")) {
        boxes.add(new TumourBox(text(child(object, "name")), box(child(object, "bndbox"))));
      }
    }
    return boxes;
  }

  private static Document parse(byte[] bytes) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler prints to the console; this one throws.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(bytes));
    } catch (SAXException e) {
      throw new FormatException("malformed XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the platform's own XML parser knows these features", e);
    }
  }

  private static PixelBox box(Element bounds) throws FormatException {
    int left = coordinate(bounds, "xmin");
    int top = coordinate(bounds, "ymin");
    int right = coordinate(bounds, "xmax");
    int bottom = coordinate(bounds, "ymax");
    if (left >= right || top >= bottom) {
      throw new FormatException(
          "box " + left + "," + top + " to " + right + "," + bottom + " is empty");
    }
    return new PixelBox(new PixelPoint(left, top), new PixelPoint(right, bottom));
  }

  private static int coordinate(Element bounds, String name) throws FormatException {
    String text = text(child(bounds, name));
    if (!text.matches("\\d{1,5}(\\.\\d{1,9})?")) {
      throw new FormatException(name + " must be a number of pixels, got \"" + text + "\"");
    }
    return (int) Math.round(Double.parseDouble(text));
  }

  /** An element right below another: searched for at any depth, nested ones take for ever. */
  private static Element child(Element parent, String name) throws FormatException {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    throw new FormatException(
        (parent.getTagName().equals("object") ? "an " : "a ")
            + parent.getTagName()
            + " has no "
            + name);
  }

  /** The element's own text, not that of elements within it, however deep. */
  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Text part) {
        text.append(part.getData());
      }
    }
    return text.toString().strip();
  }
}
