package org.nodulens.datasets.phantom;

/** The two scanners: one sharp, thin and noisy, one soft and thick. */
public enum Scanner {
  SHARP("Phantom CT A", "SHARP", 1.25, 1.25, 1.0),
  SOFT("Phantom CT B", "SOFT", 2.5, 2.0, 1.1);

  private final String model;
  private final String kernel;
  private final double thicknessMm;
  private final double spacingMm;
  private final double fieldOfView;

  Scanner(String model, String kernel, double thicknessMm, double spacingMm, double fieldOfView) {
    this.model = model;
    this.kernel = kernel;
    this.thicknessMm = thicknessMm;
    this.spacingMm = spacingMm;
    this.fieldOfView = fieldOfView;
  }

  public String model() {
    return model;
  }

  public String kernel() {
    return kernel;
  }

  /** Of what one slice is an average of. */
  public double sliceThicknessMm() {
    return thicknessMm;
  }

  /** From slice to slice. */
  public double sliceSpacingMm() {
    return spacingMm;
  }

  /** Pixel spacing, to a tenth of a micrometre as files have it. */
  public double pixelMm(PhantomOptions options) {
    return Math.round(1e4 * fieldOfView * options.fieldOfViewMm() / options.matrix()) / 1e4;
  }

  /** The reconstruction's blur in the plane. */
  InPlaneBlur blur(double pixelMm) {
    return this == SHARP
        ? InPlaneBlur.sharpened(0.42 / pixelMm, 1.1 / pixelMm, 0.3)
        : InPlaneBlur.sharpened(0.66 / pixelMm, 1.1 / pixelMm, 0);
  }

  NoiseTile noise() {
    return this == SHARP ? NoiseTile.SHARP : NoiseTile.SOFT;
  }

  /** Standard deviation in the middle of the body. */
  double noiseHu() {
    return this == SHARP ? 32 : 13;
  }

  /** How much of a slice's noise its neighbour shares, as an amplitude. */
  double sharedNoise() {
    return this == SHARP ? 0.25 : 0.45;
  }
}
