package org.nodulens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.report.SizeRow.Side;

/**
 * The size table of the Fleischner Society's guideline of 2017 for incidental nodules (MacMahon et
 * al. 2017, doi:10.1148/radiol.2017161659, table 1), in short words of our own.
 */
final class FleischnerRules {
  static final String PRECONDITIONS =
      "an incidental nodule on CT, age 35 or more, no known primary cancer, no immunosuppression,"
          + " no screening";

  private static final int MASS_MM = 30;

  private FleischnerRules() {}

  /** The rows of a size: of a single nodule, then of several; none for a mass. */
  static List<SizeRow> rows(NoduleSize size, Composition composition) {
    if (size.meanMm() > MASS_MM) {
      return List.of();
    }
    return switch (composition) {
      case SOLID -> solid(step(size));
      case GROUND_GLASS ->
          subsolid(
              size,
              "ground-glass",
              "CT at 6 to 12 months to see whether it persists, then every 2 years for 5 years");
      case PART_SOLID ->
          subsolid(
              size,
              "part-solid",
              "CT at 3 to 6 months to see whether it persists; if it is unchanged and its solid"
                  + " part stays below 6 mm, CT every year for 5 years");
    };
  }

  /** 0 below 6 mm, 1 from 6 to 8 mm, 2 above. */
  static int step(NoduleSize size) {
    return size.wholeMm() < 6 ? 0 : size.wholeMm() <= 8 ? 1 : 2;
  }

  /** The same by the table's volumes: below 100, to 250, above 250 mm³. */
  static int step(OptionalDouble volumeMm3) {
    double volume = volumeMm3.orElseThrow();
    return volume < 100 ? 0 : volume <= 250 ? 1 : 2;
  }

  private static List<SizeRow> solid(int step) {
    String bounds =
        List.of("< 6 mm (< 100 mm³)", "6 to 8 mm (100 to 250 mm³)", "> 8 mm (> 250 mm³)").get(step);
    String single =
        List.of(
                "low risk: no routine follow-up; high risk: CT at 12 months is optional",
                "low risk: CT at 6 to 12 months, then CT at 18 to 24 months to be considered; high"
                    + " risk: CT at 6 to 12 months, then at 18 to 24 months",
                "CT at 3 months, PET/CT or tissue sampling to be considered")
            .get(step);
    String several =
        List.of(
                "low risk: no routine follow-up; high risk: CT at 12 months is optional",
                "low risk: CT at 3 to 6 months, then CT at 18 to 24 months to be considered; high"
                    + " risk: CT at 3 to 6 months, then at 18 to 24 months",
                "low risk: CT at 3 to 6 months, then CT at 18 to 24 months to be considered; high"
                    + " risk: CT at 3 to 6 months, then at 18 to 24 months")
            .get(step);
    Side side = List.of(Side.LOWEST, Side.BETWEEN, Side.HIGHEST).get(step);
    return List.of(
        row("solid, single", bounds, single, side), row("solid, several", bounds, several, side));
  }

  private static List<SizeRow> subsolid(NoduleSize size, String kind, String followed) {
    boolean small = size.wholeMm() < 6;
    String bounds = small ? "< 6 mm (< 100 mm³)" : "≥ 6 mm (≥ 100 mm³)";
    Side side = small ? Side.LOWEST : Side.BETWEEN;
    List<SizeRow> rows = new ArrayList<>();
    rows.add(row(kind + ", single", bounds, small ? "no routine follow-up" : followed, side));
    rows.add(
        row(
            "subsolid, several",
            bounds,
            small
                ? "CT at 3 to 6 months; if stable, CT at 2 and 4 years to be considered"
                : "CT at 3 to 6 months; what follows depends on the most suspicious nodule",
            side));
    return rows;
  }

  private static SizeRow row(String kind, String bounds, String says, Side side) {
    return new SizeRow("Fleischner 2017, " + kind, PRECONDITIONS, bounds, says, side);
  }
}
