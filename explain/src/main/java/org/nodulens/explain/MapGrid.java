package org.nodulens.explain;

import java.util.Locale;

/** What an element of a map stands for. */
public enum MapGrid {
  /** A patch of the image, as the network cuts it. */
  PATCH,
  /** A pixel of the image, channels averaged. */
  PIXEL;

  /** The name in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
