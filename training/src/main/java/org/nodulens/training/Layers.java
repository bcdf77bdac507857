package org.nodulens.training;

/** Which weights move. */
public sealed interface Layers {
  /** The head alone, on features that are computed once. */
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

  /**
   * The last blocks, the final norm and the head; what comes before keeps its weights.
   *
   * @param blocks how many
   */
  record Last(int blocks) implements Layers {
    public Last {
      if (blocks < 1) {
        throw new IllegalArgumentException("layers last:N needs N of at least 1, got " + blocks);
      }
    }

    @Override
    public int usualEpochs() {
      return 30;
    }

    @Override
    public String toString() {
      return "last:" + blocks;
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
   * Reads {@code head}, {@code last:N} or {@code all}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static Layers of(String text) {
    if (text.matches("last:\\d{1,4}")) {
      return new Last(Integer.parseInt(text.substring("last:".length())));
    }
    return switch (text) {
      case "head" -> new Head();
      case "all" -> new All();
      default ->
          throw new IllegalArgumentException("layers must be head, last:N or all, got " + text);
    };
  }
}
