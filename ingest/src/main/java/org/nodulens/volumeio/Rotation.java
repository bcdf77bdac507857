package org.nodulens.volumeio;

/**
 * Rotations as unit quaternions a + bi + cj + dk, as NIfTI's qform has them. A rotation's axes are
 * the columns of its matrix.
 */
final class Rotation {
  private Rotation() {}

  /** What becomes of the x, the y and the z axis. */
  static double[][] ofQuaternion(double a, double b, double c, double d) {
    return new double[][] {
      {a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)},
      {2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)},
      {2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c}
    };
  }

  /**
   * The quaternion (a, b, c, d) with a >= 0 of a right-handed set of axes at right angles.
   *
   * <p>Each component's square is a sum of the diagonal; the largest is taken from there and the
   * others by dividing by it, so that no small number is divided by.
   */
  static double[] quaternion(double[][] axes) {
    double x = axes[0][0];
    double y = axes[1][1];
    double z = axes[2][2];
    double[] fourSquares = {1 + x + y + z, 1 + x - y - z, 1 + y - x - z, 1 + z - x - y};
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      largest = fourSquares[i] > fourSquares[largest] ? i : largest;
    }
    // 4ab, 4ac, 4ad, 4bc, 4bd, 4cd
    double ab = axes[1][2] - axes[2][1];
    double ac = axes[2][0] - axes[0][2];
    double ad = axes[0][1] - axes[1][0];
    double bc = axes[0][1] + axes[1][0];
    double bd = axes[0][2] + axes[2][0];
    double cd = axes[1][2] + axes[2][1];
    double[][] products = {
      {fourSquares[0], ab, ac, ad},
      {ab, fourSquares[1], bc, bd},
      {ac, bc, fourSquares[2], cd},
      {ad, bd, cd, fourSquares[3]}
    };
    double fourTimes = 2 * Math.sqrt(fourSquares[largest]);
    double sign = products[largest][0] < 0 ? -1 : 1;
    double[] quaternion = new double[4];
    for (int i = 0; i < 4; i++) {
      quaternion[i] = sign * products[largest][i] / fourTimes;
    }
    return quaternion;
  }
}
