package org.nodulens.cropset;

/** Counts with their nouns, as people write them: 1 nodule, 2 nodules. */
public final class Counted {
  private Counted() {}

  /**
   * A count and its noun.
   *
   * @param noun in the singular; its plural ends in s
   */
  public static String of(long count, String noun) {
    return of(count, noun, noun + "s");
  }

  /** A count and the one of two nouns that goes with it. */
  public static String of(long count, String one, String many) {
    return count + " " + noun(count, one, many);
  }

  /** The one of two nouns that goes with a count. */
  public static String noun(long count, String one, String many) {
    return count == 1 ? one : many;
  }
}
