package org.nodulens.datasets.points;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Points by the scans that they are said to lie in. */
public final class PointTable {
  private final List<String> labels;
  private final SortedMap<String, List<PointRow>> rowsByScan = new TreeMap<>();
  private final Map<String, String> patients = new HashMap<>();

  /** Cells that many rows share are kept once. */
  private final Map<List<String>, List<String>> sharedLabels = new HashMap<>();

  /**
   * An empty table.
   *
   * @param labels names of all labels that rows have, without {@code label_}, in order
   */
  public PointTable(List<String> labels) {
    this.labels = List.copyOf(labels);
  }

  public List<String> labels() {
    return labels;
  }

  /**
   * Appends a row.
   *
   * @param scan a name that {@link org.nodulens.datasets.FoundScans#named} may know
   */
  public void add(String scan, PointRow row) {
    if (row.labels().size() != labels.size()) {
      throw new IllegalArgumentException("a row has " + row.labels() + " for labels " + labels);
    }
    PointRow kept =
        new PointRow(
            row.kind(),
            row.number(),
            row.name(),
            row.place(),
            row.diameterMm(),
            sharedLabels.computeIfAbsent(row.labels(), List::copyOf));
    rowsByScan.computeIfAbsent(scan, name -> new ArrayList<>()).add(kept);
  }

  /** Whose scan it is; the last one said. */
  public void setPatient(String scan, String patientId) {
    patients.put(scan, patientId);
  }

  public Optional<String> patient(String scan) {
    return Optional.ofNullable(patients.get(scan));
  }

  /** In order of the scans' names, the rows of each in the order of the table. */
  SortedMap<String, List<PointRow>> rowsByScan() {
    return rowsByScan;
  }
}
