package org.nodulens.datasets.phantom;

import org.nodulens.ct.VolumeGeometry;

/**
 * The smooth fields of a chest on a coarse grid, {@value #PIXELS} pixels wide in the plane: they
 * vary so slowly that pixels may be interpolated. Two layers are kept.
 */
final class AnatomyGrid {
  static final int PIXELS = 4;

  private static final double LAYER_MM = 3;

  private final Thorax thorax;
  private final VolumeGeometry geometry;
  private final int columns;
  private final int rows;
  private int lowerNumber = Integer.MIN_VALUE;
  private float[][] lower = new float[0][];
  private float[][] upper = new float[0][];

  AnatomyGrid(Thorax thorax, VolumeGeometry geometry) {
    this.thorax = thorax;
    this.geometry = geometry;
    columns = geometry.size().columns() / PIXELS + 2;
    rows = geometry.size().rows() / PIXELS + 2;
  }

  int columns() {
    return columns;
  }

  /** All fields at a height, and as field {@link Field#COUNT} how much LUNG changes over 1 mm. */
  float[][] at(double z) {
    int number = (int) Math.floor(z / LAYER_MM);
    moveTo(number);
    float fraction = (float) (z / LAYER_MM - number);
    float[][] fields = new float[Field.COUNT + 1][columns * rows];
    for (int f = 0; f < Field.COUNT; f++) {
      for (int i = 0; i < fields[f].length; i++) {
        fields[f][i] = lower[f][i] + fraction * (upper[f][i] - lower[f][i]);
      }
    }
    for (int i = 0; i < columns * rows; i++) {
      fields[Field.COUNT][i] =
          (float) (Math.abs(upper[Field.LUNG][i] - lower[Field.LUNG][i]) / LAYER_MM);
    }
    return fields;
  }

  private void moveTo(int number) {
    if (number == lowerNumber) {
      return;
    }
    float[][] oldLower = lower;
    float[][] oldUpper = upper;
    boolean upOne = number == lowerNumber + 1;
    boolean downOne = number == lowerNumber - 1;
    lower = upOne ? oldUpper : layer(number);
    upper = downOne ? oldLower : layer(number + 1);
    lowerNumber = number;
  }

  private float[][] layer(int number) {
    double step = PIXELS * geometry.spacing().xMm();
    float[][] layer = new float[Field.COUNT][columns * rows];
    float[] point = new float[Field.COUNT];
    for (int row = 0; row < rows; row++) {
      double y = geometry.origin().yMm() + row * step;
      for (int column = 0; column < columns; column++) {
        thorax.sample(geometry.origin().xMm() + column * step, y, number * LAYER_MM, point);
        for (int f = 0; f < Field.COUNT; f++) {
          layer[f][row * columns + column] = point[f];
        }
      }
    }
    return layer;
  }
}
