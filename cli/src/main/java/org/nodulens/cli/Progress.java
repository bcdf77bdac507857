package org.nodulens.cli;

import java.util.function.LongSupplier;

/** How far long work has come, on standard error: a bar on a terminal, plain lines elsewhere. */
interface Progress extends AutoCloseable {
  /**
   * Shows work under way.
   *
   * @param task what is done, such as "training"
   * @param total number of steps, or -1 if unknown
   * @param unit what a step is, in the plural, such as "epochs"
   */
  static Progress of(String task, long total, String unit) {
    LongSupplier clock = System::nanoTime;
    // The launcher knows whether standard error is a terminal; Java 17 does not.
    return Boolean.getBoolean("nodulens.terminal")
        ? new ProgressOnTerminal(task, total, unit)
        : new ProgressLines(task, total, unit, System.err, clock);
  }

  /** One step is done. May be called by any thread. */
  default void step() {
    step(1);
  }

  /** Some steps are done. May be called by any thread. */
  void step(long steps);

  /** Something worth knowing happened on the way. May be called by any thread. */
  void note(String what);

  @Override
  void close();
}
