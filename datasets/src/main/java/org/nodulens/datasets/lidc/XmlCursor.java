package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.nodulens.volumeio.FormatException;

/**
 * Walks through XML, element by element, in bounded memory. Document types and entities of their
 * own are refused, names are taken without prefix and in lower case.
 *
 * <p>{@link #nextChild} enters a child; whoever enters it leaves it again with {@link #text},
 * {@link #skip}, or {@link #nextChild} until that is false.
 */
final class XmlCursor {
  private static final int DEEPEST = 32;
  private static final int LONGEST_TEXT = 1 << 12;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final XMLStreamReader reader;
  private int depth;

  private XmlCursor(XMLStreamReader reader) {
    this.reader = reader;
  }

  /** Begins before the root; a byte order mark is passed over. */
  static XmlCursor over(Reader in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Prefixes that nothing declares are no reason to lose a reading.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    in.mark(1);
    if (in.read() != BYTE_ORDER_MARK) {
      in.reset();
    }
    try {
      return new XmlCursor(factory.createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  /** Enters the next child; false where there is none, and its parent has been left. */
  boolean nextChild() throws FormatException {
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        default -> {
          // text between elements, comments, processing instructions
        }
      }
    }
  }

  /** Of the element that was entered last. */
  String name() {
    String name = reader.getLocalName();
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /** The element's own text without white space around it; leaves the element. */
  String text() throws FormatException {
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> skip();
        case XMLStreamConstants.END_ELEMENT -> {
          return text.toString().strip();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
        default -> {
          // comments, processing instructions
        }
      }
    }
  }

  private void append(StringBuilder text) throws FormatException {
    if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
      throw new FormatException("a text longer than " + LONGEST_TEXT + " characters" + line());
    }
    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
  }

  /** Leaves the element, whatever it holds. */
  void skip() throws FormatException {
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }

  private int next() throws FormatException {
    try {
      int event = reader.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> enter();
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.DTD ->
            throw new FormatException("a DOCTYPE, which no reading has" + line());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new FormatException("an entity of its own, which no reading has" + line());
        default -> {
          // nothing to count
        }
      }
      return event;
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  private void enter() throws FormatException {
    depth++;
    if (depth > DEEPEST) {
      throw new FormatException("elements more than " + DEEPEST + " deep" + line());
    }
  }

  /** For messages. */
  String line() {
    return ", line " + reader.getLocation().getLineNumber();
  }

  private static FormatException malformed(XMLStreamException e) {
    String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNumber();
    return new FormatException("malformed XML" + line, e);
  }
}
