package org.nodulens.datasets.archive;

import java.util.List;

/** A series as a PACS lists it. All of it comes from outside: no UID has been checked. */
public record PacsSeries(String studyUid, String seriesUid, List<Instance> instances) {

  /**
   * One instance.
   *
   * @param sopClassUid empty where the PACS does not say
   */
  public record Instance(String sopUid, String sopClassUid) {}

  public PacsSeries {
    instances = List.copyOf(instances);
  }
}
