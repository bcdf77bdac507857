package org.nodulens.report.cohort;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nodulens.report.Html;

/** Sections as markup, tables and figures numbered in the order in which they stand. */
final class CohortMarkup {
  /** Where it is read. */
  enum Medium {
    /** Pictures stand in the page itself. */
    PAGE,
    /** Pictures are drawn by {@link PaperPictures}. */
    PAPER
  }

  private final Medium medium;
  private final Map<String, SvgPicture> pictures = new LinkedHashMap<>();
  private int tables;
  private int figures;

  CohortMarkup(Medium medium) {
    this.medium = medium;
  }

  /** Pictures by the {@code data} of their objects; those of sections that were marked up. */
  Map<String, SvgPicture> pictures() {
    return pictures;
  }

  String sections(List<CohortSection> sections) {
    StringBuilder text = new StringBuilder();
    for (CohortSection section : sections) {
      if (!section.isEmpty()) {
        text.append(section(section));
      }
    }
    return text.toString();
  }

  /** Links to the sections. */
  static String contents(List<CohortSection> sections) {
    StringBuilder text = new StringBuilder("<nav><ol>");
    for (CohortSection section : sections) {
      if (!section.isEmpty()) {
        text.append("<li><a href=\"#").append(anchor(section)).append("\">");
        text.append(Html.escaped(section.heading())).append("</a></li>");
      }
    }
    return text.append("</ol></nav>\n").toString();
  }

  private static String anchor(CohortSection section) {
    return section.heading().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private String section(CohortSection section) {
    StringBuilder text = new StringBuilder("<section id=\"" + anchor(section) + "\">\n<h2>");
    text.append(Html.escaped(section.heading())).append("</h2>\n");
    section.paragraphs().forEach(words -> text.append(Html.paragraph(words)));
    text.append(Html.list(section.points()));
    text.append(figures(section.figures()));
    for (CohortTable table : section.tables()) {
      tables++;
      String caption = "<b>Table " + tables + ".</b> " + Html.escaped(table.title());
      text.append("<div class=\"table\">\n").append(table.markup(caption)).append("</div>\n");
    }
    return text.append("</section>\n").toString();
  }

  /** One by itself; several side by side, on paper two by two. */
  private String figures(List<CohortFigure> all) {
    StringBuilder text = new StringBuilder();
    if (all.size() < 2) {
      all.forEach(
          one -> text.append("<div class=\"figure\">").append(figure(one)).append("</div>"));
      return text.toString();
    }
    if (medium == Medium.PAGE) {
      text.append("<div class=\"figures\">\n");
      all.forEach(one -> text.append(figure(one)));
      return text.append("</div>\n").toString();
    }
    text.append("<table class=\"figures\">\n");
    for (int i = 0; i < all.size(); i += 2) {
      text.append("<tr><td>").append(figure(all.get(i))).append("</td><td>");
      text.append(i + 1 < all.size() ? figure(all.get(i + 1)) : "").append("</td></tr>\n");
    }
    return text.append("</table>\n").toString();
  }

  private String figure(CohortFigure figure) {
    figures++;
    pictures.put(figure.id(), figure.svg());
    String picture =
        switch (medium) {
          case PAGE -> figure.svg().inline("f" + figures);
          case PAPER -> object(figure);
        };
    return "<figure>"
        + picture
        + "<figcaption><b>Figure "
        + figures
        + ".</b> "
        + Html.escaped(figure.caption())
        + "</figcaption></figure>\n";
  }

  /** As wide as a column or the page, whichever the picture's own width asks for. */
  private static String object(CohortFigure figure) {
    double wideMm = figure.svg().width() > 550 ? 150 : 84;
    return String.format(
        Locale.ROOT,
        "<object type=\"%s\" data=\"%s\" style=\"width:%.1fmm;height:%.1fmm\"></object>",
        PaperPictures.TYPE,
        Html.escaped(figure.id()),
        wideMm,
        wideMm * figure.svg().height() / figure.svg().width());
  }
}
