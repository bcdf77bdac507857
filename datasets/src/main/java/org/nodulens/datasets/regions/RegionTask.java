package org.nodulens.datasets.regions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.CropCutter;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.Nodule;

/**
 * Cuts what was drawn on a series.
 *
 * @param folder the series' own, relative to the dataset's root
 */
record RegionTask(CtSeries series, String folder, SeriesObjects objects) implements SeriesTask {
  @Override
  public String seriesUid() {
    return series.uid();
  }

  @Override
  public SeriesOutcome run(CropOptions options) {
    DrawnBodies drawn;
    try {
      drawn = DrawnBodies.of(series, objects);
    } catch (IOException e) {
      String what = "a " + objects.format().object() + " of it can no longer be read";
      return new SeriesOutcome.Rejected(
          Rejection.ofSeries(folder, series.uid(), "unreadable", what), List.of());
    }
    List<Nodule> nodules =
        new ArrayList<>(ObserverGroups.nodules(drawn.bodies(), series.geometry()));
    nodules.addAll(drawn.points());
    List<Rejection> rejections = new ArrayList<>(drawn.rejections());
    SeriesOutcome outcome = new CropCutter(series, options).cut(nodules);
    rejections.addAll(outcome.noduleRejections());
    if (outcome instanceof SeriesOutcome.Ingested ingested) {
      return new SeriesOutcome.Ingested(ingested.crops(), rejections);
    }
    Rejection rejected = ((SeriesOutcome.Rejected) outcome).series();
    return new SeriesOutcome.Rejected(rejected.withPath(folder), rejections);
  }
}
