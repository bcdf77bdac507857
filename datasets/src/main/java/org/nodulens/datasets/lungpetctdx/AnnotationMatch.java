package org.nodulens.datasets.lungpetctdx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.CropCutter;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.RootedPaths;
import org.nodulens.datasets.SeriesOutcome;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.SliceHeader;
import org.nodulens.nodule.PixelBox;
import org.nodulens.nodule.PixelPoint;
import org.nodulens.volumeio.FormatException;

/** Brings annotation files to the slices that they are named after. */
final class AnnotationMatch {
  private final RootedPaths paths;
  private final SeriesScan scan;
  private final Map<String, Place> places = new HashMap<>();
  private final Set<String> inRejectedSeries = new HashSet<>();
  private final Set<String> annotated = new HashSet<>();

  /** Of each volume: a series UID may have several. */
  private final IdentityHashMap<CtSeries, List<BoxGroups.PlacedBox>> boxesBySeries =
      new IdentityHashMap<>();

  private final List<Rejection> rejections = new ArrayList<>();

  AnnotationMatch(Path root, SeriesScan scan) {
    this.paths = new RootedPaths(root);
    this.scan = scan;
    for (CtSeries series : scan.series()) {
      for (int i = 0; i < series.slices().size(); i++) {
        places.put(series.slices().get(i).sopUid(), new Place(series, i));
      }
    }
    for (RejectedSeries series : scan.rejectedSeries()) {
      series.slices().forEach(slice -> inRejectedSeries.add(slice.sopUid()));
    }
  }

  private record Place(CtSeries series, int slice) {}

  Survey survey() {
    rejections.addAll(paths.rejections(scan));
    long kept = scan.filesOfSeries();
    for (Path file : scan.passedOver()) {
      kept += match(file) ? 1 : 0;
    }
    List<SeriesTask> tasks = new ArrayList<>();
    for (CtSeries series : scan.series()) {
      String folder = paths.folderOf(series.slices().get(0));
      tasks.add(new Task(folder, series, boxesBySeries.getOrDefault(series, List.of())));
    }
    return new Survey(scan.filesFound(), kept, tasks, rejections);
  }

  private boolean match(Path file) {
    String name = file.getFileName().toString();
    String sopUid = name.substring(0, name.length() - ".xml".length());
    Place place = places.get(sopUid);
    if (place == null) {
      boolean seriesRejected = inRejectedSeries.contains(sopUid);
      return reject(
          file,
          seriesRejected ? "series-rejected" : "no-such-image",
          seriesRejected ? "its image's series was rejected" : "no image has the UID in its name");
    }
    if (!annotated.add(sopUid)) {
      return reject(file, "duplicate-annotation", "another file is named after the same image");
    }
    try {
      List<TumourBox> boxes =
          inside(VocFile.read(file), place.series().slices().get(place.slice()));
      List<BoxGroups.PlacedBox> placed =
          boxesBySeries.computeIfAbsent(place.series(), series -> new ArrayList<>());
      boxes.forEach(box -> placed.add(new BoxGroups.PlacedBox(place.slice(), box)));
      return true;
    } catch (FormatException e) {
      return reject(file, "bad-annotation", e.reason());
    } catch (IOException e) {
      return reject(file, "unreadable", "cannot be read");
    }
  }

  /** Edges may be the image's far border, one past its last pixel. */
  private static List<TumourBox> inside(List<TumourBox> boxes, SliceHeader slice)
      throws FormatException {
    if (boxes.isEmpty()) {
      throw new FormatException("no box in it");
    }
    List<TumourBox> inside = new ArrayList<>();
    for (TumourBox tumour : boxes) {
      PixelPoint last = tumour.box().last();
      if (last.column() > slice.columns() || last.row() > slice.rows()) {
        throw new FormatException(
            "a box leaves the image of " + slice.columns() + " x " + slice.rows() + " pixels");
      }
      PixelPoint lastPixel =
          new PixelPoint(
              Math.min(last.column(), slice.columns() - 1), Math.min(last.row(), slice.rows() - 1));
      inside.add(new TumourBox(tumour.className(), new PixelBox(tumour.box().first(), lastPixel)));
    }
    return inside;
  }

  private boolean reject(Path file, String code, String detail) {
    rejections.add(Rejection.ofFile(paths.of(file), code, detail));
    return false;
  }

  private record Task(String folder, CtSeries series, List<BoxGroups.PlacedBox> boxes)
      implements SeriesTask {
    @Override
    public String seriesUid() {
      return series.uid();
    }

    @Override
    public SeriesOutcome run(CropOptions options) {
      SeriesOutcome outcome = new CropCutter(series, options).cut(TumourNodules.of(series, boxes));
      return outcome instanceof SeriesOutcome.Rejected rejected
          ? new SeriesOutcome.Rejected(
              rejected.series().withPath(folder), rejected.noduleRejections())
          : outcome;
    }
  }
}
