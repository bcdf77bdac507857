package org.nodulens.datasets;

import java.io.IOException;
import org.nodulens.cropset.Rejection;
import org.nodulens.work.Work;

/** A series task as a piece of work for any process. */
record SeriesWork(SeriesTask task, CropOptions options) implements Work<SeriesOutcome> {
  /** The ledger's word for a series that no process survives. */
  static final String LOST = "ends-its-process";

  @Override
  public String name() {
    return "series " + task.seriesUid();
  }

  @Override
  public SeriesOutcome run() throws IOException {
    return task.run(options);
  }

  @Override
  public SeriesOutcome lost(String detail) {
    return SeriesOutcome.Rejected.with(
        Rejection.ofSeries("", task.seriesUid(), LOST, detail), task.nodules());
  }
}
