package org.nodulens.vit;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a model predicts, and how its raw output (the score) becomes a value.
 *
 * @param outputs rows of the head that belong to it
 * @param unit of the value: {@code probability}, {@code rating}, {@code mm}
 * @param scaling of a regression's target, which the score is in
 * @param labelRule how labels come from readings, {@code median-no-3}
 * @param readerNoise standard deviation between readers of one nodule, in the value's unit
 * @param classes names of the classes in the order of the outputs; empty unless there are several
 */
public record Task(
    String name,
    int outputs,
    Kind kind,
    String unit,
    Scaling scaling,
    String labelRule,
    Optional<Double> readerNoise,
    List<String> classes) {

  /** A task of one output. */
  public Task(
      String name,
      int outputs,
      Kind kind,
      String unit,
      Scaling scaling,
      String labelRule,
      Optional<Double> readerNoise) {
    this(name, outputs, kind, unit, scaling, labelRule, readerNoise, List.of());
  }

  /** What a task's outputs mean. */
  public enum Kind {
    /** One output, a logit; the value is its probability. */
    BINARY,
    /** One output, a z-score; the value is in the task's unit. */
    REGRESSION,
    /** An output a class, logits of a softmax; the value is the likeliest class's number. */
    MULTICLASS
  }

  /**
   * A regression's target is (x - mean) / std, x being the label or its natural logarithm.
   *
   * @param logarithmic whether x is the logarithm
   */
  public record Scaling(double mean, double std, boolean logarithmic) {
    /** No scaling at all. */
    public static final Scaling NONE = new Scaling(0, 1, false);

    public Scaling {
      if (!(std > 0) || !Double.isFinite(mean)) {
        throw new IllegalArgumentException("scaling needs std > 0, got " + mean + ", " + std);
      }
    }

    /** From a label, in the task's unit, to the z-score that the model learns. */
    public double score(double label) {
      return ((logarithmic ? Math.log(label) : label) - mean) / std;
    }

    /** From a z-score to the task's unit. */
    public double value(double score) {
      double x = score * std + mean;
      return logarithmic ? Math.exp(x) : x;
    }
  }

  public Task {
    if (!name.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException(
          "a task's name is made of a-z, 0-9 and _, got \"" + name + "\"");
    }
    classes = List.copyOf(classes);
    boolean several = kind == Kind.MULTICLASS;
    if (several ? outputs < 2 || outputs != classes.size() : outputs != 1 || !classes.isEmpty()) {
      throw new IllegalArgumentException(
          "task " + name + " cannot have " + outputs + " outputs and classes " + classes);
    }
  }

  /** The value that one output's score stands for: a probability, or the label's unit. */
  public double value(double score) {
    return switch (kind) {
      case BINARY -> 1 / (1 + Math.exp(-score));
      case REGRESSION -> scaling.value(score);
      case MULTICLASS -> throw new IllegalStateException("one score tells no class of " + name);
    };
  }
}
