package org.nodulens.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.cropset.Counted;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;
import org.nodulens.volumeio.Csv;

/** How far the readers of a crop set agree: rating by rating, and on the outlines. */
public final class AgreementReport {
  private static final String OUTLINE = "outline";
  private static final String OUTLINE_DICE = "mean_pairwise_dice";

  private final List<RatingAgreement> ratings;
  private final int outlined;
  private final int outlinedPatients;
  private final Figure outlineDice;

  private AgreementReport(
      List<RatingAgreement> ratings, int outlined, int outlinedPatients, Figure outlineDice) {
    this.ratings = ratings;
    this.outlined = outlined;
    this.outlinedPatients = outlinedPatients;
    this.outlineDice = outlineDice;
  }

  /**
   * Looks at all nodules of a set.
   *
   * @param seed of the bootstrap
   */
  public static AgreementReport of(List<CropRecord> crops, long seed) {
    List<RatingAgreement> ratings = new ArrayList<>();
    for (Rating rating : Rating.values()) {
      ratings.add(RatingAgreement.of(crops, rating, seed));
    }
    List<CropRecord> outlined =
        crops.stream().filter(c -> c.description().nodule().outlineDice().isPresent()).toList();
    double[] dice =
        outlined.stream()
            .mapToDouble(c -> c.description().nodule().outlineDice().orElseThrow())
            .toArray();
    PatientBootstrap bootstrap =
        new PatientBootstrap(outlined.stream().map(CropRecord::patientId).toList(), seed);
    return new AgreementReport(
        ratings, dice.length, bootstrap.patients(), meanDice(dice, bootstrap));
  }

  private static Figure meanDice(double[] dice, PatientBootstrap bootstrap) {
    Figure.Extent extent = new Figure.Extent(dice.length, bootstrap.patients());
    if (dice.length == 0) {
      return Figure.none("no nodule has two readers' outlines", extent);
    }
    OptionalDouble mean = Arrays.stream(dice).average();
    Optional<Interval> interval =
        bootstrap.patients() < 2
            ? Optional.empty()
            : bootstrap.interval(weights -> weightedMean(dice, weights));
    return Figure.of(mean, interval, extent);
  }

  private static OptionalDouble weightedMean(double[] values, int[] weights) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
      all += weights[i];
    }
    return OptionalDouble.of(sum / all);
  }

  /** Whether there is anything to say: a nodule with two readings or two outlines. */
  public boolean isEmpty() {
    return outlined == 0 && ratings.stream().allMatch(rating -> rating.nodules() == 0);
  }

  /** A row a rating and statistic; where there is no figure, why. */
  public void writeCsv(Path file) throws IOException {
    try (CSVPrinter rows = Csv.printer(file)) {
      rows.printRecord(
          "rating", "statistic", "nodules", "patients", "readings", "value", "low", "high", "why");
      for (RatingAgreement agreement : ratings) {
        for (Map.Entry<AgreementStatistic, Figure> figure : agreement.figures().entrySet()) {
          List<String> row = new ArrayList<>();
          row.add(agreement.rating().columnName());
          row.add(figure.getKey().column());
          row.add(Integer.toString(agreement.nodules()));
          row.add(Integer.toString(agreement.patients()));
          row.add(Long.toString(agreement.readings()));
          rows.printRecord(with(row, figure.getValue()));
        }
      }
      List<String> row = new ArrayList<>(List.of(OUTLINE, OUTLINE_DICE));
      row.addAll(List.of(Integer.toString(outlined), Integer.toString(outlinedPatients), ""));
      rows.printRecord(with(row, outlineDice));
    }
  }

  private static List<String> with(List<String> row, Figure figure) {
    row.add(Csv.text(figure.value()));
    row.add(figure.interval().map(range -> Csv.text(range.low())).orElse(""));
    row.add(figure.interval().map(range -> Csv.text(range.high())).orElse(""));
    row.add(figure.why());
    return row;
  }

  /** The report as one page of Markdown. */
  public void writeMarkdown(Path file) throws IOException {
    Files.writeString(file, String.join("\n", markdown()) + "\n", StandardCharsets.UTF_8);
  }

  /** The lines of the page. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>(AgreementText.before());
    lines.add(AgreementText.header());
    lines.add(AgreementText.rule());
    ratings.stream().map(AgreementText::row).forEach(lines::add);
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Outlines, mean Dice coefficient pair by pair: %s (%s of %s).",
            AgreementText.cell(outlineDice),
            Counted.of(outlined, "nodule"),
            Counted.of(outlinedPatients, "patient")));
    lines.addAll(AgreementText.after(ratings));
    return lines;
  }
}
