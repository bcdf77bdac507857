package org.nodulens.datasets.archive;

import java.util.Map;
import org.nodulens.cropset.RejectCounts;

/**
 * What a fetch asked for, kept and turned away.
 *
 * @param before of the series kept, those that were there before
 * @param bytes of all images of the series kept
 */
public record FetchSummary(
    RejectCounts series,
    RejectCounts files,
    long before,
    long bytes,
    Map<String, Long> rejectedByCode) {

  public long rejected() {
    return series.rejected() + files.rejected();
  }
}
