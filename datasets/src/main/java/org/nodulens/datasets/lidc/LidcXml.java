package org.nodulens.datasets.lidc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.volumeio.FormatException;

/**
 * Reads the XML of LIDC-IDRI: {@code LidcReadMessage}, one file a CT series, a reading session for
 * each reader.
 */
public final class LidcXml {
  /** Many times the longest of the collection. */
  private static final long LONGEST = 32 << 20;

  private LidcXml() {}

  /**
   * Reads one file.
   *
   * @throws FormatException if it is no well-formed XML, or a number in it makes no sense; the
   *     message does not name the file
   */
  public static LidcMessage read(Path file) throws IOException {
    if (Files.size(file) > LONGEST) {
      throw new FormatException("longer than " + LONGEST + " bytes: no reading");
    }
    // What is no UTF-8 becomes a sign of its own: what counts here is ASCII.
    try (Reader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      return read(XmlCursor.over(in));
    }
  }

  private static LidcMessage read(XmlCursor xml) throws FormatException {
    if (!xml.nextChild()) {
      throw new FormatException("no XML element in it");
    }
    String root = xml.name();
    LidcMessage message =
        switch (root) {
          case "lidcreadmessage" -> reading(xml);
          case "idrireadmessage" -> skipped(xml, new LidcMessage.XrayReading());
          default -> skipped(xml, new LidcMessage.OtherXml(root));
        };
    // To the end of the document: what comes after the root must be well-formed too.
    xml.nextChild();
    return message;
  }

  private static LidcMessage skipped(XmlCursor xml, LidcMessage message) throws FormatException {
    xml.skip();
    return message;
  }

  private static CtReading reading(XmlCursor xml) throws FormatException {
    ReadingHeader header = new ReadingHeader("", "", false, ReadingHeader.UNKNOWN_TIME);
    int sessions = 0;
    List<ReaderMark> marks = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "responseheader" -> header = header(xml);
        case "readingsession" -> {
          sessions++;
          session(xml, new MarkReader(xml, sessions), marks);
        }
        default -> xml.skip();
      }
    }
    return new CtReading(header, sessions, marks);
  }

  private static ReadingHeader header(XmlCursor xml) throws FormatException {
    String seriesUid = "";
    String studyUid = "";
    String date = "";
    String time = "";
    boolean resubmitted = false;
    while (xml.nextChild()) {
      String name = xml.name();
      String text = xml.text();
      switch (name) {
        case "seriesinstanceuid" -> seriesUid = text;
        case "studyinstanceuid" -> studyUid = text;
        case "dateservice" -> date = text;
        case "timeservice" -> time = text;
        case "taskdescription", "responsedescription", "responsecomments" ->
            resubmitted |= ReadingHeader.tellsOfResubmission(text);
        default -> {
          // sites, versions, request
        }
      }
    }
    return new ReadingHeader(seriesUid, studyUid, resubmitted, ReadingHeader.time(date, time));
  }

  private static void session(XmlCursor xml, MarkReader reader, List<ReaderMark> marks)
      throws FormatException {
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "unblindedreadnodule" -> marks.add(reader.nodule());
        case "nonnodule" -> marks.add(reader.nonNodule());
        default -> xml.skip();
      }
    }
  }
}
