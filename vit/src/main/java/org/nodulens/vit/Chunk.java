package org.nodulens.vit;

import java.util.ArrayList;
import java.util.List;

/**
 * Some crops of a set, in its manifest's order.
 *
 * @param from the first, from 0
 * @param to behind the last
 */
public record Chunk(int from, int to) {
  /** So many crops are a piece of work: seconds of it, and a few MiB of results. */
  private static final int CROPS = 16;

  /** All crops of a set. */
  public static List<Chunk> all(int crops) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < crops; from += CROPS) {
      chunks.add(new Chunk(from, Math.min(crops, from + CROPS)));
    }
    return chunks;
  }

  /** Those of a list. */
  public <T> List<T> of(List<T> all) {
    return all.subList(from, to);
  }

  /** For instance {@code crops 16 to 31}. */
  @Override
  public String toString() {
    return "crops " + from + " to " + (to - 1);
  }
}
