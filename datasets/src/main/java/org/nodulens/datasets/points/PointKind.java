package org.nodulens.datasets.points;

/** What a row of a table says of its place. */
public enum PointKind {
  POINT("point"),
  ANNOTATION("annotation"),
  /** What a program took for a nodule: mostly it is none, and so no mask is sought. */
  CANDIDATE("candidate");

  private final String text;

  PointKind(String text) {
    this.text = text;
  }

  /** What the row is called by, with its number, where it has no name: {@code point 17}. */
  public String text() {
    return text;
  }
}
