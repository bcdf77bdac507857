package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A region of interest of a structure set. */
public final class RtRoi {
  private final int number;
  private final String name;
  private final Optional<String> interpretedType;
  private final List<DicomItem> contours;

  RtRoi(int number, String name, Optional<String> interpretedType, List<DicomItem> contours) {
    this.number = number;
    this.name = name;
    this.interpretedType = interpretedType;
    this.contours = List.copyOf(contours);
  }

  /** ROI Number (3006,0022), its key in the structure set. */
  public int number() {
    return number;
  }

  /** ROI Name (3006,0026), as somebody typed it; empty if there is none. */
  public String name() {
    return name;
  }

  /** RT ROI Interpreted Type (3006,00A4), such as {@code GTV} or {@code ORGAN}. */
  public Optional<String> interpretedType() {
    return interpretedType;
  }

  /**
   * Reads the points.
   *
   * @throws DicomFormatException {@code missing-tag} or {@code bad-value} if one of the contours is
   *     damaged: the region would not be what was drawn
   */
  public List<RtContour> contours() throws DicomFormatException {
    List<RtContour> read = new ArrayList<>(contours.size());
    for (DicomItem contour : contours) {
      read.add(RtContour.of(contour));
    }
    return read;
  }
}
