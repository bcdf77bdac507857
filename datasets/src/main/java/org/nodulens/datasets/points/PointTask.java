package org.nodulens.datasets.points;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nodulens.cropset.Rejection;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.SliceSource;
import org.nodulens.datasets.CropCutter;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Scan;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.segmentation.SegmentedNodule;

/**
 * Cuts the crops of some points of a scan.
 *
 * @param labels names of the rows' labels
 * @param rows all of the scan's
 * @param from the first that this task is about
 */
record PointTask(Scan scan, List<String> labels, List<PointRow> rows, int from)
    implements SeriesTask {
  /** A task's crops are in memory together: 75 MiB of them at the default size. */
  static final int MOST_ROWS = 100;

  /** As many tasks as it takes; the first one stands for the series. */
  static List<PointTask> of(Scan scan, List<String> labels, List<PointRow> rows) {
    List<PointTask> tasks = new ArrayList<>();
    for (int from = 0; from == 0 || from < rows.size(); from += MOST_ROWS) {
      tasks.add(new PointTask(scan, labels, rows, from));
    }
    return tasks;
  }

  @Override
  public String seriesUid() {
    return scan.seriesUid();
  }

  @Override
  public boolean isSeries() {
    return from == 0;
  }

  @Override
  public List<String> nodules() {
    return mine().stream().map(PointRow::id).toList();
  }

  private List<PointRow> mine() {
    return rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
  }

  @Override
  public SeriesOutcome run(CropOptions options) {
    List<PointRow> mine = mine();
    if (mine.isEmpty()) {
      return new SeriesOutcome.Ingested(List.of(), List.of());
    }
    SliceSource source;
    try {
      source = open();
    } catch (IOException e) {
      return SeriesOutcome.Rejected.of(scan, e, nodules());
    }
    SortedMap<Integer, Nodule> inside = new TreeMap<>();
    List<Rejection> outside = new ArrayList<>();
    for (int i = 0; i < mine.size(); i++) {
      PointRow row = mine.get(i);
      PatientPoint center = row.place().in(source.geometry());
      if (source.geometry().contains(center)) {
        inside.put(from + i + 1, nodule(row, center));
      } else {
        String detail = row.place().outside(source.geometry());
        outside.add(Rejection.ofNodule(scan.seriesUid(), row.id(), "outside-volume", detail));
      }
    }
    return new CropCutter(scan, options).cut(source, inside).after(outside);
  }

  /**
   * Of a scan with several tasks all slices are read at once: a slice that cannot be read fails all
   * of the tasks, as it fails the one of a scan with few points.
   */
  private SliceSource open() throws IOException {
    SliceSource source = scan.open();
    return rows.size() > MOST_ROWS ? source.slices(0, source.geometry().size().slices()) : source;
  }

  private Nodule nodule(PointRow row, PatientPoint center) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (!row.labels().get(i).isEmpty()) {
        given.put(labels.get(i), row.labels().get(i));
      }
    }
    List<String> flags =
        row.kind() == PointKind.CANDIDATE ? List.of(SegmentedNodule.NOT_SOUGHT) : List.of();
    return new Nodule(row.id(), List.of(), center, row.diameterMm(), given, flags);
  }
}
