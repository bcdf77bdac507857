package org.nodulens.datasets.lidc;

/** What a reader took a place for. */
public enum MarkKind {
  /** A nodule of 3 mm or more: outlined, rated, or both. */
  NODULE("nodule"),
  /** A nodule below 3 mm: single points only, and no rating given. */
  SMALL_NODULE("small-nodule"),
  /** Something of 3 mm or more that is no nodule: a single point. */
  NON_NODULE("non-nodule");

  private final String text;

  MarkKind(String text) {
    this.text = text;
  }

  /** The name in tables. */
  public String text() {
    return text;
  }
}
