package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.nodule.Rating;

/** The rows of published size tables for one nodule, as markup that HTML and XML read alike. */
final class SizeTables {
  private final CaseFindings findings;

  SizeTables(CaseFindings findings) {
    this.findings = findings;
  }

  /** What published tables have for a nodule of this size; no recommendation. */
  String markup() {
    Optional<SizeRules> rules = rules();
    if (rules.isEmpty()) {
      return Html.paragraph("Not known: the nodule has no outline, so it has no size.");
    }
    NoduleSize size = NoduleSize.of(findings.nodule().measures().measures().orElseThrow());
    StringBuilder text = new StringBuilder();
    text.append(
        Html.paragraph(
            String.format(
                Locale.ROOT,
                "Mean of the axes: %.1f mm; composition: %s. Why the scan was made, and what else"
                    + " the tables ask for, is not known here: each row counts under its"
                    + " preconditions only.",
                size.meanMm(),
                composition())));
    text.append(doubtedSize());
    List<List<String>> rows = new ArrayList<>();
    for (SizeRow row : rules.get().rows()) {
      rows.add(List.of(row.table(), row.preconditions(), row.size(), row.says()));
    }
    text.append(Html.table(List.of("Published table", "Meant for", "Row", "What it says"), rows));
    if (size.meanMm() > 30) {
      text.append(
          Html.paragraph("Fleischner 2017 is about nodules up to 30 mm: this is larger, a mass."));
    }
    text.append(Html.list(rules.get().volumeSaysOtherwise()));
    return text.append(agreement(rules.get())).toString();
  }

  /** A computed outline may miss much of a nodule, and then every row is the wrong one. */
  private String doubtedSize() {
    List<String> doubts = findings.nodule().measures().doubts();
    return doubts.isEmpty()
        ? ""
        : Html.paragraph(
            "The size is that of an outline in doubt ("
                + String.join(", ", doubts)
                + "): if the pictures show another size, these rows are not the nodule's.");
  }

  private String agreement(SizeRules rules) {
    OptionalDouble malignancy = findings.malignancyProbability();
    if (malignancy.isEmpty()) {
      return "";
    }
    return rules
        .disagreement(malignancy.getAsDouble())
        .map(words -> "<p class=\"disagree\">" + Html.escaped(words) + "</p>\n")
        .orElse(
            Html.paragraph(
                "The model's number and the size tables do not point to opposite ends"
                    + " (lowest row and 0.5 or more, or highest row and less than 0.5)."));
  }

  private String composition() {
    List<Composition> possible = possible();
    return possible.size() > 1
        ? "not known, so rows of all kinds"
        : possible.get(0).words() + ", as the readers' median texture has it";
  }

  private List<Composition> possible() {
    return Composition.possible(findings.nodule().readings(Rating.TEXTURE));
  }

  private Optional<SizeRules> rules() {
    return findings
        .nodule()
        .measures()
        .measures()
        .map(measures -> new SizeRules(NoduleSize.of(measures), possible()));
  }
}
