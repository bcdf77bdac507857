package org.nodulens.datasets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.nodulens.cropset.Rejection;

/** What {@link ScanFolder} found: scans by all their names, and what was rejected. */
public final class FoundScans {
  /** By series UID; a UID may have several volumes. */
  private final Map<String, List<Scan>> byUid = new TreeMap<>();

  private final Map<String, List<Scan>> byName = new HashMap<>();
  private final Set<String> rejectedNames = new HashSet<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private long filesFound;
  private long filesKept;

  FoundScans() {}

  void add(Scan scan, Collection<String> names) {
    byUid.computeIfAbsent(scan.seriesUid(), uid -> new ArrayList<>()).add(scan);
    for (String name : names) {
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(scan);
    }
  }

  void rejectNamed(String name) {
    rejectedNames.add(name);
  }

  void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  void count(long found, long kept) {
    filesFound = found;
    filesKept = kept;
  }

  /** In order of their UIDs, several volumes of one in order of their parts. */
  public List<Scan> all() {
    return byUid.values().stream().flatMap(List::stream).toList();
  }

  /**
   * All scans that a name may mean.
   *
   * @param name series UID, or of a volume file its name without ending, or its path from the root
   *     with or without it
   */
  public List<Scan> named(String name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  /** Whether something of that name is among the rejected. */
  public boolean isRejected(String name) {
    return rejectedNames.contains(name);
  }

  /** Files and series. */
  public List<Rejection> rejections() {
    return List.copyOf(rejections);
  }

  public long filesFound() {
    return filesFound;
  }

  /** Those of scans, and tables. */
  public long filesKept() {
    return filesKept;
  }
}
