package org.nodulens.datasets;

import java.util.Map;
import org.nodulens.cropset.RejectCounts;

/** What an ingest took in, kept and turned away; nodules kept are crops. */
public record IngestSummary(
    RejectCounts files,
    RejectCounts series,
    RejectCounts nodules,
    Map<String, Long> rejectedByCode) {

  public long rejected() {
    return files.rejected() + series.rejected() + nodules.rejected();
  }
}
