package org.nodulens.vit;

import java.util.ArrayList;
import java.util.List;

/**
 * A view's plane moved by a fraction of a patch, so that the patches of all shifts together lie on
 * a grid that many times as fine. The shifts of a view are symmetric about the nodule.
 *
 * @param row place among the shifts along rows, from 0
 * @param column place among the shifts along columns, from 0
 * @param downPixels how far the plane's centre moves along its rows, in its pixels
 * @param rightPixels how far it moves along its columns
 */
public record PatchShift(int row, int column, double downPixels, double rightPixels) {
  /** The plane where it is. */
  public static final PatchShift NONE = new PatchShift(0, 0, 0, 0);

  /**
   * Every shift of a view, row by row: along an axis shift i of s moves by (i - (s - 1) / 2) / s of
   * a patch.
   *
   * @param perAxis s
   */
  public static List<PatchShift> all(int perAxis, PixelSize patch) {
    List<PatchShift> shifts = new ArrayList<>();
    for (int row = 0; row < perAxis; row++) {
      for (int column = 0; column < perAxis; column++) {
        shifts.add(
            new PatchShift(
                row,
                column,
                ofPatch(row, perAxis) * patch.rows(),
                ofPatch(column, perAxis) * patch.columns()));
      }
    }
    return shifts;
  }

  private static double ofPatch(int i, int perAxis) {
    return (i - (perAxis - 1) / 2.0) / perAxis;
  }
}
