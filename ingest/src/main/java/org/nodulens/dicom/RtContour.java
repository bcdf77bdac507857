package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.PatientPoint;

/**
 * One contour of a region of interest (PS3.3 C.8.8.6), its points in the order of drawing.
 *
 * @param sopUid of the image that it was drawn on, where the contour names just one
 */
public record RtContour(Kind kind, List<PatientPoint> points, Optional<String> sopUid) {
  /** No scanner is that large. */
  private static final double FARTHEST_MM = 1e6;

  /** What the points are (Contour Geometric Type). */
  public enum Kind {
    /** One point. */
    POINT,
    /** A polygon; its last point is joined to its first. */
    CLOSED,
    /** A line, or something that no version of the standard knows. */
    OPEN
  }

  public RtContour {
    points = List.copyOf(points);
  }

  /**
   * Reads one item of a Contour Sequence.
   *
   * @throws DicomFormatException {@code missing-tag} or {@code bad-value}
   */
  static RtContour of(DicomItem item) throws DicomFormatException {
    DicomAttributes attributes = item.attributes();
    Kind kind =
        switch (attributes.requireText(Tag.CONTOUR_GEOMETRIC_TYPE)) {
          case "POINT" -> Kind.POINT;
          case "CLOSED_PLANAR", "CLOSEDPLANAR_XOR" -> Kind.CLOSED;
          default -> Kind.OPEN;
        };
    List<DicomItem> images = item.items(SequenceTag.CONTOUR_IMAGE);
    Optional<String> sopUid =
        images.size() == 1
            ? images.get(0).attributes().text(Tag.REFERENCED_SOP_INSTANCE_UID)
            : Optional.empty();
    return new RtContour(kind, points(attributes), sopUid);
  }

  private static List<PatientPoint> points(DicomAttributes attributes) throws DicomFormatException {
    double[] numbers = attributes.numbers(Tag.CONTOUR_DATA);
    if (numbers.length % 3 != 0) {
      throw badValue(Tag.CONTOUR_DATA + " must be three numbers a point", attributes);
    }
    for (double number : numbers) {
      if (!(Math.abs(number) <= FARTHEST_MM)) {
        throw badValue(Tag.CONTOUR_DATA + " must be numbers within 1 km of the origin", attributes);
      }
    }
    int count = numbers.length / 3;
    if (attributes.text(Tag.NUMBER_OF_CONTOUR_POINTS).isPresent()
        && attributes.requireInteger(Tag.NUMBER_OF_CONTOUR_POINTS) != count) {
      throw badValue(
          Tag.NUMBER_OF_CONTOUR_POINTS + " is not the " + count + " points that are there",
          attributes);
    }
    List<PatientPoint> points = new ArrayList<>(count);
    for (int i = 0; i < numbers.length; i += 3) {
      points.add(new PatientPoint(numbers[i], numbers[i + 1], numbers[i + 2]));
    }
    return points;
  }

  private static DicomFormatException badValue(String what, DicomAttributes attributes) {
    return new DicomFormatException("bad-value", what + ", in " + attributes.where());
  }
}
