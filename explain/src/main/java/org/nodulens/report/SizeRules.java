package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.report.SizeRow.Side;

/** What published size tables have for a nodule, and whether a model's number fits to it. */
final class SizeRules {
  private final NoduleSize size;
  private final List<Composition> possible;

  /**
   * The tables for a nodule.
   *
   * @param possible what the nodule may be made of, at least one
   */
  SizeRules(NoduleSize size, List<Composition> possible) {
    this.size = size;
    this.possible = List.copyOf(possible);
  }

  /** Every row that may hold: nobody knows here why the scan was made, or how many nodules are. */
  List<SizeRow> rows() {
    List<SizeRow> rows = new ArrayList<>();
    possible.forEach(composition -> rows.addAll(FleischnerRules.rows(size, composition)));
    possible.forEach(composition -> rows.add(LungRadsRules.row(size, composition)));
    return rows.stream().distinct().toList();
  }

  /** Of a solid nodule, where its volume falls into another row than its diameter. */
  List<String> volumeSaysOtherwise() {
    List<String> notes = new ArrayList<>();
    if (!possible.contains(Composition.SOLID) || size.volumeMm3().isEmpty()) {
      return notes;
    }
    int fleischner = FleischnerRules.step(size.volumeMm3()) - FleischnerRules.step(size);
    if (fleischner != 0 && size.meanMm() <= 30) {
      notes.add(note("Fleischner 2017", fleischner));
    }
    int lungRads = LungRadsRules.step(size.volumeMm3()) - LungRadsRules.step(size);
    if (lungRads != 0) {
      notes.add(note("Lung-RADS v2022", lungRads));
    }
    return notes;
  }

  private static String note(String table, int rows) {
    return table
        + ": by its volume a solid nodule falls "
        + (Math.abs(rows) == 1 ? "one row " : Math.abs(rows) + " rows ")
        + (rows > 0 ? "higher" : "lower")
        + " than by its diameter.";
  }

  /**
   * Where a table and a model point to different ends.
   *
   * @param malignancy the model's probability, 0 to 1
   */
  Optional<String> disagreement(double malignancy) {
    boolean high = malignancy >= 0.5;
    List<String> tables =
        rows().stream()
            .filter(row -> row.side() == (high ? Side.LOWEST : Side.HIGHEST))
            .map(SizeRow::table)
            .toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The model and size disagree: its probability is "
                + (high
                    ? "0.5 or more, but the nodule is in the lowest row of "
                    : "below 0.5, but the nodule is in the highest row of ")
                + String.join("; ", tables)
                + ".");
  }
}
