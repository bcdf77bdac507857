package org.nodulens.vit;

import java.util.Locale;

/** In what numbers the linear layers of a trunk are computed. */
public enum Precision {
  /** Float32 throughout. */
  FP32,
  /** Weights of eight bits with a scale for each block of 32, the rest in float32. */
  INT8;

  /** The name on the command line and in results: {@code fp32}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
