package org.nodulens.datasets.lidc;

import java.util.List;

/** What an XML file turned out to be. */
public sealed interface LidcMessage {
  /**
   * The reading of a CT series.
   *
   * @param sessions how many readers there were, those who marked nothing included
   * @param marks in the file's order
   */
  record CtReading(ReadingHeader header, int sessions, List<ReaderMark> marks)
      implements LidcMessage {
    public CtReading {
      marks = List.copyOf(marks);
    }
  }

  /** The reading of a chest X-ray of the same patients: recognised, not read. */
  record XrayReading() implements LidcMessage {}

  /** Well-formed XML that is no reading. */
  record OtherXml(String rootElement) implements LidcMessage {}
}
