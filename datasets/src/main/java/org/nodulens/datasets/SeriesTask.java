package org.nodulens.datasets;

import java.io.IOException;
import java.util.List;

/** The work of one series, or of some of its nodules; tasks are independent of each other. */
public interface SeriesTask {
  String seriesUid();

  /**
   * Reads the series and cuts its nodules.
   *
   * @throws IOException only where the fault is not the series' own, such as a full disk
   */
  SeriesOutcome run(CropOptions options) throws IOException;

  /** Names of its nodules, as far as they are known without reading the series. */
  default List<String> nodules() {
    return List.of();
  }

  /**
   * Whether it counts as a series. It does not where an earlier task counts for the same one, nor
   * where the series is not there, and all its nodules are rejections.
   */
  default boolean isSeries() {
    return true;
  }
}
