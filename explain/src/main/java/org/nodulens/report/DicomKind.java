package org.nodulens.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A kind of DICOM object that results are written as. */
public enum DicomKind {
  /** Secondary Capture: the map over the slices in colour. */
  SC(9001),
  /** Parametric Map: the map's numbers. */
  PM(9002),
  /** Segmentation: the nodule, and where the map is high. */
  SEG(9003),
  /** Structured report: measurements and predictions. */
  SR(9004),
  /** The report as a document. */
  PDF(9005),
  /** Presentation state: the nodule marked. */
  PR(9006);

  private final int seriesNumber;

  DicomKind(int seriesNumber) {
    this.seriesNumber = seriesNumber;
  }

  /** Above any that scanners give. */
  int seriesNumber() {
    return seriesNumber;
  }

  /** The name in files and options: {@code sc}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name. */
  public static Optional<DicomKind> ofId(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
