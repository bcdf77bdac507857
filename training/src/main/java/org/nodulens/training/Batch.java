package org.nodulens.training;

/** Images and what they are trained towards. Keeps the arrays it is given: read only. */
final class Batch {
  private final float[] pixels;
  private final Targets targets;

  /**
   * A batch over these very arrays.
   *
   * @param pixels (B, channels, rows, columns)
   */
  Batch(float[] pixels, Targets targets) {
    this.pixels = pixels;
    this.targets = targets;
  }

  float[] pixels() {
    return pixels;
  }

  Targets targets() {
    return targets;
  }

  int images() {
    return targets.crops();
  }
}
