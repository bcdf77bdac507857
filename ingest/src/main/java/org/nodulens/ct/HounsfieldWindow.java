package org.nodulens.ct;

/** A display or input window: what lies outside is clipped. */
public record HounsfieldWindow(double centerHu, double widthHu) {
  /** The usual lung window. */
  public static final HounsfieldWindow LUNG = new HounsfieldWindow(-600, 1500);

  public HounsfieldWindow {
    if (!(widthHu > 0 && Double.isFinite(widthHu) && Double.isFinite(centerHu))) {
      throw new IllegalArgumentException(
          "window width must be > 0 HU, got " + widthHu + " around " + centerHu);
    }
  }

  public static HounsfieldWindow ofRange(double lowestHu, double highestHu) {
    return new HounsfieldWindow((lowestHu + highestHu) / 2, highestHu - lowestHu);
  }

  public double lowestHu() {
    return centerHu - widthHu / 2;
  }

  public double highestHu() {
    return centerHu + widthHu / 2;
  }

  /** 0 at and below the lowest, 1 at and above the highest, linear between. */
  public float normalize(float hu) {
    double fraction = (hu - lowestHu()) / widthHu;
    return (float) Math.min(1, Math.max(0, fraction));
  }
}
