package org.nodulens.cli;

import org.jspecify.annotations.Nullable;
import org.nodulens.datasets.IngestListener;

/** Progress of an ingest: a step a series, once it is known how many there are. */
final class SeriesProgress implements IngestListener, AutoCloseable {
  private final String task;
  private @Nullable Progress progress;

  SeriesProgress(String task) {
    this.task = task;
  }

  @Override
  public void surveyed(int series) {
    progress = Progress.of(task, series, "series");
  }

  @Override
  public void finished(String seriesUid) {
    if (progress != null) {
      progress.step();
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
