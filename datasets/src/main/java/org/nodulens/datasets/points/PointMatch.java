package org.nodulens.datasets.points;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.FoundScans;
import org.nodulens.datasets.Scan;
import org.nodulens.datasets.ScanFault;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;
import org.nodulens.volumeio.FormatException;

/** Brings a table's rows to the scans that they name: every row becomes a crop or a rejection. */
public final class PointMatch {
  private final PointTable table;
  private final FoundScans scans;
  private final Unmentioned unmentioned;
  private final IdentityHashMap<Scan, List<PointRow>> rowsOf = new IdentityHashMap<>();
  private final IdentityHashMap<Scan, String> patientOf = new IdentityHashMap<>();
  private final Set<Scan> ambiguous = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<SeriesTask> lost = new ArrayList<>();

  /** What a scan is that no row names. */
  public enum Unmentioned {
    /** The table is about it: it has no nodule. */
    HAS_NO_NODULE,
    /** The table says nothing of it. */
    IS_REJECTED
  }

  private PointMatch(PointTable table, FoundScans scans, Unmentioned unmentioned) {
    this.table = table;
    this.scans = scans;
    this.unmentioned = unmentioned;
  }

  /**
   * A survey whose tasks come in order of the scans' UIDs, then those rows that have none.
   *
   * @throws FormatException if the table names two patients for a scan
   */
  public static Survey survey(PointTable table, FoundScans scans, Unmentioned unmentioned)
      throws FormatException {
    PointMatch match = new PointMatch(table, scans, unmentioned);
    for (Map.Entry<String, List<PointRow>> entry : table.rowsByScan().entrySet()) {
      match.place(entry.getKey(), entry.getValue());
    }
    return match.survey();
  }

  private void place(String name, List<PointRow> rows) throws FormatException {
    List<Scan> named = scans.named(name);
    if (named.size() != 1) {
      ambiguous.addAll(named);
      lost.add(new LostRows(name, rows, fault(name, named.size())));
      return;
    }
    Scan scan = named.get(0);
    rowsOf.computeIfAbsent(scan, s -> new ArrayList<>()).addAll(rows);
    String patient = table.patient(name).orElse("");
    String other = patientOf.put(scan, patient);
    if (other != null && !other.equals(patient)) {
      throw new FormatException("series " + scan.seriesUid() + " is given two patients");
    }
  }

  private ScanFault fault(String name, int volumes) {
    if (volumes > 1) {
      return new ScanFault("several-volumes", volumes + " volumes go by this name");
    }
    return scans.isRejected(name)
        ? new ScanFault("series-rejected", "its series was rejected")
        : new ScanFault("no-such-series", "its series is not here");
  }

  private Survey survey() {
    List<Rejection> rejections = new ArrayList<>(scans.rejections());
    List<SeriesTask> tasks = new ArrayList<>();
    for (Scan scan : scans.all()) {
      List<PointRow> rows = rowsOf.get(scan);
      if (rows != null) {
        tasks.addAll(PointTask.of(ofPatient(scan), table.labels(), rows));
      } else if (ambiguous.contains(scan)) {
        rejections.add(rejection(scan, "several-volumes", "other volumes go by its name as well"));
      } else if (unmentioned == Unmentioned.HAS_NO_NODULE) {
        tasks.addAll(PointTask.of(scan, table.labels(), List.of()));
      } else {
        rejections.add(rejection(scan, "no-point", "no row of the table names it"));
      }
    }
    tasks.addAll(lost);
    return new Survey(scans.filesFound(), scans.filesKept(), tasks, rejections);
  }

  private static Rejection rejection(Scan scan, String code, String detail) {
    return Rejection.ofSeries(scan.path(), scan.seriesUid(), code, detail);
  }

  /** By the table, else by the scan; else each series counts as a patient of its own. */
  private Scan ofPatient(Scan scan) {
    String said = patientOf.getOrDefault(scan, "");
    if (!said.isEmpty()) {
      boolean differs = !scan.patientId().isEmpty() && !scan.patientId().equals(said);
      return scan.of(said, differs ? List.of("patient-id-differs") : List.of());
    }
    return scan.patientId().isEmpty()
        ? scan.of(scan.seriesUid(), List.of("patient-unknown"))
        : scan;
  }
}
