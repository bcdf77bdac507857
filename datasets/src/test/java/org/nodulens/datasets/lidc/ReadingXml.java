package org.nodulens.datasets.lidc;

import java.util.Locale;

/** Writes readings as LIDC-IDRI has them. */
final class ReadingXml {
  private final StringBuilder text = new StringBuilder();
  private String header = "";
  private boolean open;

  /** A reading of the series; sessions are to follow. */
  static ReadingXml of(String seriesUid) {
    return new ReadingXml()
        .header("SeriesInstanceUid", seriesUid)
        .header("StudyInstanceUID", "9.8.7");
  }

  ReadingXml header(String name, String value) {
    header += "<" + name + ">" + value + "</" + name + ">";
    return this;
  }

  ReadingXml session() {
    closeSession();
    text.append("<readingSession><annotationVersion>3.12</annotationVersion>");
    text.append("<servicingRadiologistID>anon</servicingRadiologistID>\n");
    open = true;
    return this;
  }

  /** A mark of the session: what is in the characteristics, then the ROIs. */
  ReadingXml nodule(String id, String characteristics, String... rois) {
    text.append("<unblindedReadNodule><noduleID>").append(id).append("</noduleID>\n");
    text.append(characteristics).append(String.join("\n", rois));
    text.append("</unblindedReadNodule>\n");
    return this;
  }

  ReadingXml nonNodule(String id, double zMm, int column, int row) {
    text.append("<nonNodule><nonNoduleID>").append(id).append("</nonNoduleID>");
    text.append("<imageZposition>").append(zMm).append("</imageZposition>");
    text.append("<imageSOP_UID></imageSOP_UID><locus>").append(coordinates(column, row));
    text.append("</locus></nonNodule>\n");
    return this;
  }

  private void closeSession() {
    text.append(open ? "</readingSession>\n" : "");
    open = false;
  }

  String xml() {
    closeSession();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<LidcReadMessage uid=\"1.2\" xmlns=\"http://www.nih.gov\">\n<ResponseHeader>"
        + header
        + "</ResponseHeader>\n"
        + text
        + "</LidcReadMessage>";
  }

  /** All nine: 1 to 5 in every place, calcification 6, but malignancy as given. */
  static String ratings(String malignancy) {
    return "<characteristics><subtlety>5</subtlety><internalStructure>1</internalStructure>"
        + "<calcification>6</calcification><sphericity>4</sphericity><margin>3</margin>"
        + "<lobulation>2</lobulation><spiculation>1</spiculation><texture>5</texture>"
        + "<malignancy>"
        + malignancy
        + "</malignancy></characteristics>\n";
  }

  /** A line on a slice, points as {@code "column row;column row"}. */
  static String roi(double zMm, String sopUid, String points) {
    return roi(Double.toString(zMm), sopUid, "TRUE", points);
  }

  static String roi(String zMm, String sopUid, String inclusion, String points) {
    StringBuilder roi = new StringBuilder("<roi><imageZposition>" + zMm + "</imageZposition>");
    roi.append("<imageSOP_UID>").append(sopUid).append("</imageSOP_UID>");
    roi.append("<inclusion>").append(inclusion).append("</inclusion>");
    for (String point : points.split(";", -1)) {
      String[] at = point.split(" ", 2);
      roi.append("<edgeMap>")
          .append(coordinates(Integer.parseInt(at[0]), Integer.parseInt(at[1])))
          .append("</edgeMap>");
    }
    return roi.append("</roi>").toString();
  }

  /** The line through a square's edge pixels, closed; what it holds is two pixels narrower. */
  static String square(int left, int top, int right, int bottom) {
    return String.format(
        Locale.ROOT, "%1$d %2$d;%3$d %2$d;%3$d %4$d;%1$d %4$d;%1$d %2$d", left, top, right, bottom);
  }

  private static String coordinates(int column, int row) {
    return "<xCoord>" + column + "</xCoord><yCoord>" + row + "</yCoord>";
  }
}
