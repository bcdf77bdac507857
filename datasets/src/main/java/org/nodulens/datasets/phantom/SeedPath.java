package org.nodulens.datasets.phantom;

import java.util.SplittableRandom;

/**
 * A name for a stream of random numbers. Each purpose has a stream of its own, so that changing how
 * much one draws leaves the others as they were.
 */
public record SeedPath(String path) {
  SeedPath child(String purpose) {
    return new SeedPath(path + "/" + purpose);
  }

  /** A fresh stream; the same for the same path. */
  SplittableRandom random() {
    long hash = 0xcbf29ce484222325L; // FNV-1a
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    return new SplittableRandom(hash);
  }
}
