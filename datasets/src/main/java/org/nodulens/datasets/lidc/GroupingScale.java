package org.nodulens.datasets.lidc;

/**
 * What turns marks into millimetres, and how near is near.
 *
 * @param columnSpacingMm from a column to the next
 * @param rowSpacingMm from a row to the next
 * @param sliceThicknessMm Slice Thickness (0018,0050): the distance up to which marks touch
 */
public record GroupingScale(double columnSpacingMm, double rowSpacingMm, double sliceThicknessMm) {
  public GroupingScale {
    require(columnSpacingMm, "column spacing");
    require(rowSpacingMm, "row spacing");
    require(sliceThicknessMm, "slice thickness");
  }

  private static void require(double mm, String what) {
    if (!(mm > 0 && Double.isFinite(mm))) {
      throw new IllegalArgumentException(what + " must be > 0 mm, got " + mm);
    }
  }
}
