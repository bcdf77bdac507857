package org.nodulens.training;

/** Which weights move. */
public sealed interface Layers {
  /** The linear head alone, on features that are computed once. */
  record Head() implements Layers {
    @Override
    public int usualEpochs() {
      return 200;
    }

    @Override
    public String toString() {
      return "head";
    }
  }

  /** Every weight. */
  record All() implements Layers {
    @Override
    public int usualEpochs() {
      return 60;
    }

    @Override
    public String toString() {
      return "all";
    }
  }

  /** How many epochs to train for, unless told otherwise. */
  int usualEpochs();

  /**
   * Reads {@code head} or {@code all}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Layers of(String text) {
    return switch (text) {
      case "head" -> new Head();
      case "all" -> new All();
      default -> throw new IllegalArgumentException("layers must be head or all, got " + text);
    };
  }
}
