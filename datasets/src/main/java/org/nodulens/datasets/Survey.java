package org.nodulens.datasets;

import java.util.List;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;

/**
 * What a dataset's folder holds.
 *
 * @param filesFound all files looked at, kept or not
 * @param filesKept those that are part of a series or an annotation that is used
 * @param tasks the series to be read
 * @param rejections files and whole series that were turned away
 */
public record Survey(
    long filesFound, long filesKept, List<SeriesTask> tasks, List<Rejection> rejections) {
  public Survey {
    tasks = List.copyOf(tasks);
    rejections = List.copyOf(rejections);
  }

  long seriesFound() {
    return tasks.size() + rejections.stream().filter(r -> r.level() == RejectLevel.SERIES).count();
  }
}
