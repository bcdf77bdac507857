package org.nodulens.dicom.jpegls;

/** A sample from its prediction and quantised error (T.87 A.4.4, A.4.5). */
final class Reconstruction {
  private final int step;
  private final int near;
  private final int maximum;
  private final int modulus;
  private final boolean plain;

  Reconstruction(CodingParameters parameters) {
    this.step = parameters.step();
    this.near = parameters.near();
    this.maximum = parameters.maximum();
    this.modulus = parameters.range() * step;
    this.plain = parameters.isPlain();
  }

  int sample(int prediction, int error) {
    if (plain) {
      return (prediction + error) & maximum;
    }
    int sample = prediction + error * step;
    if (sample < -near) {
      sample += modulus;
    } else if (sample > maximum + near) {
      sample -= modulus;
    }
    return clamp(sample);
  }

  int clamp(int sample) {
    return Math.max(0, Math.min(sample, maximum));
  }
}
