package org.nodulens.datasets.archive;

import java.util.regex.Pattern;

/** The name by which a DICOM application is known on the network (PS3.5 table 6.2-1, AE). */
public record AeTitle(String text) {
  /** Printable ASCII but the backslash, no space at either end. */
  private static final Pattern TITLE =
      Pattern.compile(
          "[\\x21-\\x5B\\x5D-\\x7E]([\\x20-\\x5B\\x5D-\\x7E]{0,14}[\\x21-\\x5B\\x5D-\\x7E])?");

  public AeTitle {
    if (!TITLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "an AE title has 1 to 16 printable characters and no backslash, got \"" + text + "\"");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
