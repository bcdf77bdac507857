package org.nodulens.datasets.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nodulens.cropset.RejectCounts;
import org.nodulens.cropset.Rejection;

/**
 * What became of a folder's files.
 *
 * @param storedBefore how many of those kept an earlier push had stored: they were not sent
 * @param rejections what the PACS does not have, and why
 * @param brokenOff what the connection broke off by; absent where the push went to its end
 */
public record PushSummary(
    RejectCounts files, long storedBefore, List<Rejection> rejections, Optional<String> brokenOff) {
  public PushSummary {
    rejections = List.copyOf(rejections);
  }

  /** How many files were sent and taken. */
  public long storedNow() {
    return files.kept() - storedBefore;
  }

  /** How often each code was given, in order of code. */
  public Map<String, Long> rejectedByCode() {
    return rejections.stream()
        .collect(Collectors.groupingBy(Rejection::code, TreeMap::new, Collectors.counting()));
  }
}
