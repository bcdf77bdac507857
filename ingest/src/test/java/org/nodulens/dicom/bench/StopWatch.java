package org.nodulens.dicom.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** Times what one thread does: by the wall's clock, or by what it had of a processor. */
record StopWatch(boolean ofProcessor, LongSupplier nanoseconds) {
  static final StopWatch WALL = new StopWatch(false, System::nanoTime);

  /** Beside other work: waiting for a processor does not count. */
  static StopWatch processor() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new StopWatch(true, threads::getCurrentThreadCpuTime);
  }

  /** What is timed. */
  interface Work {
    void run() throws IOException;
  }

  Pass timing(Work work) {
    return () -> {
      long start = nanoseconds.getAsLong();
      work.run();
      return (nanoseconds.getAsLong() - start) * 1e-9;
    };
  }
}
