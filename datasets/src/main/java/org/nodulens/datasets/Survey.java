package org.nodulens.datasets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nodulens.cropset.CreatedBy;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.cropset.RejectLevel;
import org.nodulens.cropset.Rejection;
import org.nodulens.volumeio.Sha256;

/**
 * What a dataset's folder holds.
 *
 * @param filesFound all files looked at, kept or not
 * @param filesKept those that are part of a series or an annotation that is used
 * @param tasks the series to be read, in the order of their crops
 * @param rejections files and whole series that were turned away
 */
public record Survey(
    long filesFound, long filesKept, List<SeriesTask> tasks, List<Rejection> rejections) {
  public Survey {
    tasks = List.copyOf(tasks);
    rejections = List.copyOf(rejections);
  }

  /**
   * Tells this survey, and the crops to be cut, from all others: the SHA-256 of what is in it and
   * of the version that reads it, under the names that the crop set has.
   */
  String fingerprint(CropSetHeader header, Naming naming) {
    StringBuilder all = new StringBuilder();
    all.append(header).append('\n').append(CreatedBy.text()).append('\n');
    all.append(filesFound).append('/').append(filesKept).append('\n');
    tasks.forEach(task -> all.append(naming.uid(task.seriesUid())).append('\n'));
    rejections.forEach(rejection -> all.append(naming.rejection(rejection)).append('\n'));
    return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  long seriesFound() {
    return seriesToRead()
        + rejections.stream().filter(r -> r.level() == RejectLevel.SERIES).count();
  }

  int seriesToRead() {
    return (int) tasks.stream().filter(SeriesTask::isSeries).count();
  }
}
