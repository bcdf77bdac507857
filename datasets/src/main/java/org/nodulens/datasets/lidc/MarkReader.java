package org.nodulens.datasets.lidc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.FormatException;

/** Reads the marks of one session. */
final class MarkReader {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{0,12})?");
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})(\\.0*)?");

  /** No image is so wide; keeps later products small. */
  private static final double FARTHEST_PX = 1 << 16;

  private static final Map<String, Rating> RATINGS = new HashMap<>();

  static {
    for (Rating rating : Rating.values()) {
      RATINGS.put(rating.columnName().replace("_", ""), rating);
    }
  }

  private final XmlCursor xml;
  private final int session;

  MarkReader(XmlCursor xml, int session) {
    this.xml = xml;
    this.session = session;
  }

  /** Of the element that was entered last. */
  ReaderMark nodule() throws FormatException {
    String id = "";
    Map<Rating, Integer> ratings = new EnumMap<>(Rating.class);
    Map<Rating, String> offScale = new EnumMap<>(Rating.class);
    List<MarkRoi> rois = new ArrayList<>();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "noduleid" -> id = xml.text();
        case "characteristics" -> characteristics(ratings, offScale);
        case "roi" -> rois.add(place().roi());
        default -> xml.skip();
      }
    }
    boolean rated = !ratings.isEmpty() || !offScale.isEmpty();
    boolean outlined = rois.stream().anyMatch(MarkRoi::isLine);
    MarkKind kind = rated || outlined ? MarkKind.NODULE : MarkKind.SMALL_NODULE;
    return new ReaderMark(session, id, kind, ratings, offScale, rois);
  }

  /** Of the element that was entered last. */
  ReaderMark nonNodule() throws FormatException {
    Place place = place();
    return new ReaderMark(
        session, place.id, MarkKind.NON_NODULE, Map.of(), Map.of(), List.of(place.roi()));
  }

  /** What is empty or 0 was not given. */
  private void characteristics(Map<Rating, Integer> ratings, Map<Rating, String> offScale)
      throws FormatException {
    while (xml.nextChild()) {
      Rating rating = RATINGS.get(xml.name());
      String text = xml.text();
      if (rating == null || text.isEmpty()) {
        continue;
      }
      var whole = WHOLE.matcher(text);
      int reading = whole.matches() ? Integer.parseInt(whole.group(1)) : -1;
      if (rating.isOnScale(reading)) {
        ratings.put(rating, reading);
      } else if (reading != 0) {
        offScale.put(rating, text);
      }
    }
  }

  /** A contour of a nodule, or the whole of a non-nodule: they are written alike. */
  private Place place() throws FormatException {
    Place place = new Place();
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "nonnoduleid" -> place.id = xml.text();
        case "imagezposition" -> place.zMm = zMm(xml.text());
        case "imagesop_uid" -> place.sopUid = xml.text();
        case "inclusion" -> place.inclusion = inclusion(xml.text());
        case "edgemap", "locus" -> place.points.add(point());
        default -> xml.skip();
      }
    }
    return place;
  }

  private static final class Place {
    private String id = "";
    private OptionalDouble zMm = OptionalDouble.empty();
    private String sopUid = "";
    private boolean inclusion = true;
    private final List<PixelPoint> points = new ArrayList<>();

    MarkRoi roi() {
      return new MarkRoi(zMm, sopUid, inclusion, points);
    }
  }

  private PixelPoint point() throws FormatException {
    String column = "";
    String row = "";
    while (xml.nextChild()) {
      switch (xml.name()) {
        case "xcoord" -> column = xml.text();
        case "ycoord" -> row = xml.text();
        default -> xml.skip();
      }
    }
    return new PixelPoint(pixel("xCoord", column), pixel("yCoord", row));
  }

  private int pixel(String name, String text) throws FormatException {
    double pixel = number(name, text);
    if (Math.abs(pixel) > FARTHEST_PX) {
      throw new FormatException(name + " is far outside any image: " + text + xml.line());
    }
    return (int) Math.round(pixel);
  }

  private OptionalDouble zMm(String text) throws FormatException {
    return text.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number("imageZposition", text));
  }

  private double number(String name, String text) throws FormatException {
    if (!NUMBER.matcher(text).matches()) {
      throw new FormatException(name + " must be a number, got \"" + text + "\"" + xml.line());
    }
    return Double.parseDouble(text);
  }

  private boolean inclusion(String text) throws FormatException {
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    if (text.isEmpty() || text.equalsIgnoreCase("true")) {
      return true;
    }
    throw new FormatException("inclusion must be TRUE or FALSE, got \"" + text + "\"" + xml.line());
  }
}
