package org.nodulens.report;

import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.report.SizeRow.Side;

/**
 * The sizes of Lung-RADS v2022 for nodules at baseline (American College of Radiology, November
 * 2022). What is not size (benign calcification, place at fissure, pleura or airway, growth, signs
 * that make a 4X) is not looked at.
 */
final class LungRadsRules {
  static final String PRECONDITIONS =
      "a baseline screening CT of a person eligible for lung cancer screening; neither growth nor a"
          + " new nodule, nor features other than size";

  /** From each category on: mm and mm³, as the table pairs them. */
  private static final double[] SOLID_MM = {6, 8, 15};

  private static final double[] SOLID_MM3 = {113, 268, 1767};
  private static final List<String> SOLID_CATEGORIES = List.of("2", "3", "4A", "4B");
  private static final List<String> SOLID_BOUNDS =
      List.of(
          "< 6 mm (< 113 mm³)",
          "≥ 6 to < 8 mm (≥ 113 to < 268 mm³)",
          "≥ 8 to < 15 mm (≥ 268 to < 1,767 mm³)",
          "≥ 15 mm (≥ 1,767 mm³)");

  private LungRadsRules() {}

  static SizeRow row(NoduleSize size, Composition composition) {
    return switch (composition) {
      case SOLID -> solid(step(size));
      case PART_SOLID -> partSolid(size.tenthsMm());
      case GROUND_GLASS -> groundGlass(size.tenthsMm());
    };
  }

  /** 0 for category 2, to 3 for category 4B, of a solid nodule. */
  static int step(NoduleSize size) {
    return step(size.tenthsMm(), SOLID_MM);
  }

  /** The same by the table's volumes. */
  static int step(OptionalDouble volumeMm3) {
    return step(volumeMm3.orElseThrow(), SOLID_MM3);
  }

  private static int step(double value, double[] bounds) {
    int step = 0;
    while (step < bounds.length && value >= bounds[step]) {
      step++;
    }
    return step;
  }

  private static SizeRow solid(int step) {
    Side side = step == 0 ? Side.LOWEST : step == 1 ? Side.BETWEEN : Side.HIGHEST;
    return row("solid", SOLID_BOUNDS.get(step), "category " + SOLID_CATEGORIES.get(step), side);
  }

  /** From 6 mm on the solid part decides, and its size is not known. */
  private static SizeRow partSolid(double mm) {
    return mm < 6
        ? row("part-solid", "< 6 mm in all (< 113 mm³)", "category 2", Side.LOWEST)
        : row(
            "part-solid",
            "≥ 6 mm in all (≥ 113 mm³)",
            "category 3 if the solid part is < 6 mm, 4A from 6 to < 8 mm, 4B from 8 mm; the solid"
                + " part was not measured",
            Side.BETWEEN);
  }

  private static SizeRow groundGlass(double mm) {
    return mm < 30
        ? row("ground-glass", "< 30 mm (< 14,137 mm³)", "category 2", Side.LOWEST)
        : row("ground-glass", "≥ 30 mm (≥ 14,137 mm³)", "category 3", Side.BETWEEN);
  }

  private static SizeRow row(String kind, String bounds, String says, Side side) {
    return new SizeRow(
        "Lung-RADS v2022, " + kind + ", baseline", PRECONDITIONS, bounds, says, side);
  }
}
