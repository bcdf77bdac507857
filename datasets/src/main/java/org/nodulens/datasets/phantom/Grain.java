package org.nodulens.datasets.phantom;

/** A tissue's fine texture on one slice: mean 0, standard deviation about 1. */
final class Grain {
  private static final double STEP_MM = 1.5;
  private static final int MASK = TextureCube.SIZE - 1;

  private final float[] plane;
  private final int[] column0;
  private final float[] columnFraction;
  private final int[] row0;
  private final float[] rowFraction;

  Grain(SliceImage image) {
    plane = TextureCube.SHARED.slice(image.zMm() / STEP_MM);
    column0 = new int[image.columns()];
    columnFraction = new float[image.columns()];
    for (int i = 0; i < image.columns(); i++) {
      double at = image.xMm(i) / STEP_MM;
      column0[i] = (int) Math.floor(at);
      columnFraction[i] = (float) (at - column0[i]);
    }
    row0 = new int[image.rows()];
    rowFraction = new float[image.rows()];
    for (int j = 0; j < image.rows(); j++) {
      double at = image.yMm(j) / STEP_MM;
      row0[j] = (int) Math.floor(at);
      rowFraction[j] = (float) (at - row0[j]);
    }
  }

  double at(int column, int row) {
    int upper = (row0[row] & MASK) * TextureCube.SIZE;
    int lower = (row0[row] + 1 & MASK) * TextureCube.SIZE;
    int left = column0[column] & MASK;
    int right = column0[column] + 1 & MASK;
    float fx = columnFraction[column];
    float a = plane[upper + left] + fx * (plane[upper + right] - plane[upper + left]);
    float b = plane[lower + left] + fx * (plane[lower + right] - plane[lower + left]);
    return 1.4 * (a + rowFraction[row] * (b - a));
  }
}
