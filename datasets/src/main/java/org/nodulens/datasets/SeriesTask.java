package org.nodulens.datasets;

import java.io.IOException;

/** The work of one series; tasks are independent of each other. */
public interface SeriesTask {
  String seriesUid();

  /**
   * Reads the series and cuts its nodules.
   *
   * @throws IOException only where the fault is not the series' own, such as a full disk
   */
  SeriesOutcome run(CropOptions options) throws IOException;
}
