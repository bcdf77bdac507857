package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of an agreement report. */
final class AgreementText {
  private AgreementText() {}

  static List<String> before() {
    return List.of(
        "# Reader agreement",
        "",
        "Over nodules with at least two readings; readers are interchangeable. In brackets the 95 %"
            + " interval from "
            + PatientBootstrap.RESAMPLES
            + " resamples of patients.",
        "");
  }

  static String header() {
    return line(
        Stream.concat(
            Stream.of("rating", "nodules", "readings", "k"),
            Stream.of(AgreementStatistic.values()).map(AgreementStatistic::column)));
  }

  static String rule() {
    return line(Stream.generate(() -> "---").limit(4L + AgreementStatistic.values().length));
  }

  static String row(RatingAgreement agreement) {
    String k =
        agreement.readersPerNodule().isPresent()
            ? String.format(Locale.ROOT, "%.2f", agreement.readersPerNodule().getAsDouble())
            : "";
    return line(
        Stream.concat(
            Stream.of(
                agreement.rating().columnName(),
                Integer.toString(agreement.nodules()),
                Long.toString(agreement.readings()),
                k),
            agreement.figures().values().stream().map(AgreementText::cell)));
  }

  /** A value with its interval; a dash where there is none: why stands below the table. */
  static String cell(Figure figure) {
    if (figure.value().isEmpty()) {
      return "-";
    }
    String value = String.format(Locale.ROOT, "%.3f", figure.value().getAsDouble());
    return value
        + figure
            .interval()
            .map(range -> String.format(Locale.ROOT, " (%.3f to %.3f)", range.low(), range.high()))
            .orElse("");
  }

  static List<String> after(List<RatingAgreement> ratings) {
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (RatingAgreement agreement : ratings) {
      agreement
          .figures()
          .forEach(
              (statistic, figure) -> {
                if (!figure.why().isEmpty()) {
                  missing
                      .computeIfAbsent(figure.why(), why -> new ArrayList<>())
                      .add(agreement.rating().columnName() + " " + statistic.column());
                }
              });
    }
    missing.forEach(
        (why, which) -> {
          lines.add("");
          lines.add(
              "Missing, or without an interval, because "
                  + why
                  + ": "
                  + String.join(", ", which)
                  + ".");
        });
    lines.addAll(
        List.of(
            "",
            "- exact_agreement, mean_absolute_difference: of pairs of readings, a mean a nodule.",
            "- fleiss_kappa: Fleiss 1971; unequal numbers of readings, each nodule counts once.",
            "- alpha_*: Krippendorff 2011; alpha_interval weighs differences by their square, as"
                + " quadratically weighted kappa does.",
            "- icc_1_1, icc_1_k: one-way random, Shrout and Fleiss 1979; k is the n0 of unequal"
                + " numbers of readings."));
    return lines;
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }
}
