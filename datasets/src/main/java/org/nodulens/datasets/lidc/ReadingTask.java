package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.CropCutter;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.dicom.CtSeries;
import org.nodulens.nodule.PixelPoint;

/**
 * Cuts the nodules of a series with its reading. Every mark is part of a nodule or a rejection of
 * its own.
 *
 * @param folder the series' own, relative to the dataset's root
 */
record ReadingTask(CtSeries series, Path reading, String folder) implements SeriesTask {
  @Override
  public String seriesUid() {
    return series.uid();
  }

  @Override
  public SeriesOutcome run(CropOptions options) {
    List<PlacedMark> placed = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    try {
      if (LidcXml.read(reading) instanceof CtReading ct) {
        MarkPlacer placer = new MarkPlacer(series);
        for (ReaderMark mark : ct.marks()) {
          Optional<PlacedMark> place =
              mark.kind() == MarkKind.NODULE ? placer.place(mark) : Optional.empty();
          place.ifPresentOrElse(placed::add, () -> rejections.add(rejected(mark)));
        }
      }
    } catch (IOException e) {
      Rejection unreadable =
          Rejection.ofSeries(
              folder, series.uid(), "unreadable", "its reading can no longer be read");
      return new SeriesOutcome.Rejected(unreadable, List.of());
    }
    SeriesOutcome outcome = new CropCutter(series, options).cut(ReadNodules.of(series, placed));
    rejections.addAll(outcome.noduleRejections());
    if (outcome instanceof SeriesOutcome.Rejected rejected) {
      return new SeriesOutcome.Rejected(rejected.series().withPath(folder), rejections);
    }
    return new SeriesOutcome.Ingested(((SeriesOutcome.Ingested) outcome).crops(), rejections);
  }

  private Rejection rejected(ReaderMark mark) {
    String where =
        mark.rois().stream()
            .filter(roi -> !roi.points().isEmpty())
            .findFirst()
            .map(ReadingTask::where)
            .orElse(", marked nowhere");
    return switch (mark.kind()) {
      case SMALL_NODULE -> rejection(mark, "below-3-mm", "a nodule below 3 mm" + where);
      case NON_NODULE -> rejection(mark, "non-nodule", "no nodule" + where);
      case NODULE -> rejection(mark, "no-such-slice", "a nodule on no slice of the series" + where);
    };
  }

  private Rejection rejection(ReaderMark mark, String code, String detail) {
    return Rejection.ofNodule(series.uid(), mark.id(), code, detail);
  }

  private static String where(MarkRoi roi) {
    PixelPoint point = roi.points().get(0);
    String zMm =
        roi.zMm().isPresent()
            ? String.format(Locale.ROOT, ", z %.2f mm", roi.zMm().getAsDouble())
            : "";
    return ", marked at column " + point.column() + ", row " + point.row() + zMm;
  }
}
