package org.nodulens.cropset;

import java.util.Locale;

/** Where on its way an input was turned away. At each level in = kept + rejected. */
public enum RejectLevel {
  FILE,
  SERIES,
  NODULE;

  /** The name in {@code rejected.csv}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
