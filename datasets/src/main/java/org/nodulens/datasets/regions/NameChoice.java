package org.nodulens.datasets.regions;

import java.io.Serializable;
import java.util.regex.Pattern;

/** Chooses the regions that are nodules, by name or type. */
final class NameChoice implements Serializable {
  /** Gross tumour volumes, and what is called a nodule or a tumour in so many words. */
  static final NameChoice DEFAULT =
      new NameChoice(Pattern.compile("gtv.*|.*(nodule|tumou?r|neoplasm|lesion|mass|cancer).*"));

  private final Pattern pattern;

  NameChoice(Pattern pattern) {
    this.pattern =
        Pattern.compile(
            pattern.pattern(), pattern.flags() | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  boolean holds(Region region) {
    return pattern.matcher(region.name()).matches()
        || (!region.type().isEmpty() && pattern.matcher(region.type()).matches());
  }

  /** The regular expression. */
  String text() {
    return pattern.pattern();
  }
}
