package org.nodulens.cli;

import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.archive.PullListener;

/** Progress of a pull: a step an instance, once it is known how many there are. */
final class PullProgress implements PullListener, AutoCloseable {
  private @Nullable Progress progress;

  @Override
  public void found(long instances) {
    progress = Progress.of("pulling", instances, "instances");
  }

  @Override
  public void arrived(long instances) {
    if (progress != null) {
      progress.step(instances);
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
