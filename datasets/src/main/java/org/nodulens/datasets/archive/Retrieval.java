package org.nodulens.datasets.archive;

import java.util.List;

/**
 * How a PACS says that a C-GET went (PS3.4 C.4.3.1.4).
 *
 * @param status what it answered in the end, for people
 * @param failedUids the instances that it names as not sent; unchecked
 */
public record Retrieval(String status, List<String> failedUids) {
  public Retrieval {
    failedUids = List.copyOf(failedUids);
  }
}
