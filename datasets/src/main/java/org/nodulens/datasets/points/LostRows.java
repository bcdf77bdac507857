package org.nodulens.datasets.points;

import java.util.List;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.ScanFault;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;

/**
 * Rejects the rows of a scan that is not to be had. A task, so that the rejections of half a
 * million rows are not in memory at once.
 *
 * @param seriesUid as the table names the scan
 */
record LostRows(String seriesUid, List<PointRow> rows, ScanFault fault) implements SeriesTask {
  @Override
  public boolean isSeries() {
    return false;
  }

  @Override
  public List<String> nodules() {
    return rows.stream().map(PointRow::id).toList();
  }

  @Override
  public SeriesOutcome run(CropOptions options) {
    return new SeriesOutcome.Ingested(
        List.of(),
        rows.stream()
            .map(row -> Rejection.ofNodule(seriesUid, row.id(), fault.code(), fault.detail()))
            .toList());
  }
}
