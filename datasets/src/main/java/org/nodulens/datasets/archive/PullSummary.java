package org.nodulens.datasets.archive;

import java.util.Map;
import org.nodulens.cropset.RejectCounts;

/** What the PACS has of a study, what arrived and what did not. */
public record PullSummary(
    RejectCounts series, RejectCounts instances, Map<String, Long> rejectedByCode) {

  public long rejected() {
    return series.rejected() + instances.rejected();
  }
}
