package org.nodulens.vit;

import org.apache.commons.numbers.gamma.Erf;

/** Gaussian error linear unit (arXiv:1606.08415), the exact one: x Φ(x). */
public final class Gelu {
  private Gelu() {}

  public static float of(float x) {
    return (float) (x * normalCumulative(x));
  }

  /** d/dx x Φ(x) = Φ(x) + x φ(x). */
  public static float slope(float x) {
    double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    return (float) (normalCumulative(x) + x * density);
  }

  static float[] of(float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = of(x[i]);
    }
    return y;
  }

  private static double normalCumulative(float x) {
    return 0.5 * (1 + Erf.value(x / Math.sqrt(2)));
  }
}
