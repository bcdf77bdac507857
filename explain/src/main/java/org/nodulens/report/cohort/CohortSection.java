package org.nodulens.report.cohort;

import java.util.List;

/**
 * A part of the report under one heading: words, then pictures, then tables.
 *
 * @param points sentences that are shown as a list
 */
record CohortSection(
    String heading,
    List<String> paragraphs,
    List<String> points,
    List<CohortFigure> figures,
    List<CohortTable> tables) {
  CohortSection {
    paragraphs = List.copyOf(paragraphs);
    points = List.copyOf(points);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
  }

  static CohortSection of(
      String heading,
      List<String> paragraphs,
      List<CohortFigure> figures,
      List<CohortTable> tables) {
    return new CohortSection(heading, paragraphs, List.of(), figures, tables);
  }

  boolean isEmpty() {
    return paragraphs.isEmpty() && points.isEmpty() && figures.isEmpty() && tables.isEmpty();
  }
}
