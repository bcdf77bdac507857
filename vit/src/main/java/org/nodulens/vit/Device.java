package org.nodulens.vit;

import java.util.Locale;

/** Where a trunk is computed. */
public enum Device {
  CPU,
  /** A graphics card of NVIDIA's; its libraries are the user's to add. */
  CUDA;

  /** The name on the command line and in results: {@code cuda}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
