package org.nodulens.datasets.archive;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.nodulens.volumeio.Sha256;

/** What others call their things, as names of folders that lead nowhere else. */
final class SafeName {
  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9 ._-]*[A-Za-z0-9_-])?");
  private static final int LONGEST = 64;

  /** Windows' devices, and what a fetch writes itself. */
  private static final Set<String> TAKEN =
      Set.of("con", "prn", "aux", "nul", FetchFolder.LEDGER, FetchFolder.TABLE);

  private static final Pattern TAKEN_PORTS = Pattern.compile("(com|lpt)\\d");

  private SafeName() {}

  /**
   * The identifier itself where it is harmless; else what is harmless of it, and some digits of its
   * hash, so that no two come together.
   */
  static String of(String identifier) {
    String device = identifier.toLowerCase(Locale.ROOT).replaceAll("\\..*", "");
    boolean taken =
        TAKEN.contains(device)
            || TAKEN.contains(identifier.toLowerCase(Locale.ROOT))
            || TAKEN_PORTS.matcher(device).matches();
    if (!taken && identifier.length() <= LONGEST && HARMLESS.matcher(identifier).matches()) {
      return identifier;
    }
    String kept = identifier.substring(0, Math.min(LONGEST / 2, identifier.length()));
    String word = kept.replaceAll("[^A-Za-z0-9]+", "_");
    return "_" + word + "-" + Sha256.of(identifier).substring(0, 8);
  }

  /** Text of others for a terminal or a ledger: on one line, not without end. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
