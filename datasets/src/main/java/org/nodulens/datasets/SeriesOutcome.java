package org.nodulens.datasets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.Rejection;

/** What became of a series. */
public sealed interface SeriesOutcome {
  /** Nodules of the series that did not become crops. */
  List<Rejection> noduleRejections();

  /** The same, with nodules that were rejected before the others. */
  SeriesOutcome after(List<Rejection> rejections);

  /** The series was read; each of its nodules is a crop or a rejection. */
  record Ingested(List<CutCrop> crops, List<Rejection> noduleRejections) implements SeriesOutcome {
    public Ingested {
      crops = List.copyOf(crops);
      noduleRejections = List.copyOf(noduleRejections);
    }

    @Override
    public Ingested after(List<Rejection> rejections) {
      return new Ingested(crops, joined(rejections, noduleRejections));
    }
  }

  /** The series could not be read, and so none of its nodules was cut. */
  record Rejected(Rejection series, List<Rejection> noduleRejections) implements SeriesOutcome {
    public Rejected {
      noduleRejections = List.copyOf(noduleRejections);
    }

    /** Of a scan that reading has failed for. */
    public static Rejected of(Scan scan, IOException thrown, List<String> nodules) {
      ScanFault fault = scan.fault(thrown);
      return with(
          Rejection.ofSeries(scan.path(), scan.seriesUid(), fault.code(), fault.detail()), nodules);
    }

    /** Of a series that is turned away with its nodules. */
    static Rejected with(Rejection series, List<String> nodules) {
      return new Rejected(
          series,
          nodules.stream()
              .map(
                  nodule ->
                      Rejection.ofNodule(
                          series.seriesUid(),
                          nodule,
                          "series-rejected",
                          "its series could not be read"))
              .toList());
    }

    @Override
    public Rejected after(List<Rejection> rejections) {
      return new Rejected(series, joined(rejections, noduleRejections));
    }
  }

  private static List<Rejection> joined(List<Rejection> first, List<Rejection> then) {
    List<Rejection> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
