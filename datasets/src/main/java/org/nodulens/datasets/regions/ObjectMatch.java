package org.nodulens.datasets.regions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.RootedPaths;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.DicomLocation;
import org.nodulens.dicom.SeriesScan;

/** Brings objects to the series that they were drawn on. */
final class ObjectMatch {
  private final Path root;
  private final RootedPaths paths;
  private final SeriesScan scan;
  private final RegionFormat format;
  private final NameChoice choice;
  private final SeriesIndex index;
  private final IdentityHashMap<CtSeries, List<DicomLocation>> objects = new IdentityHashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();

  ObjectMatch(Path root, SeriesScan scan, RegionFormat format, NameChoice choice) {
    this.root = root;
    this.paths = new RootedPaths(root);
    this.scan = scan;
    this.format = format;
    this.choice = choice;
    this.index = new SeriesIndex(scan);
  }

  Survey survey() {
    rejections.addAll(paths.rejections(scan));
    long kept = scan.filesOfSeries();
    for (DicomLocation object : scan.setAside()) {
      kept += match(object) ? 1 : 0;
    }
    return new Survey(scan.filesFound(), kept, tasks(), rejections);
  }

  private boolean match(DicomLocation object) {
    try {
      CtSeries series = index.find(format.read(object).references());
      objects.computeIfAbsent(series, s -> new ArrayList<>()).add(object);
      return true;
    } catch (DicomFormatException e) {
      return reject(object, e.code(), e.reason().replace(object.toString(), relative(object)));
    } catch (IOException e) {
      return reject(object, "unreadable", "cannot be read");
    }
  }

  private boolean reject(DicomLocation object, String code, String detail) {
    rejections.add(Rejection.ofFile(relative(object), code, detail));
    return false;
  }

  private String relative(DicomLocation object) {
    return object.relativeTo(root);
  }

  private List<SeriesTask> tasks() {
    List<SeriesTask> tasks = new ArrayList<>();
    for (CtSeries series : scan.series()) {
      String folder = paths.folderOf(series.slices().get(0));
      List<DicomLocation> drawn = objects.getOrDefault(series, List.of());
      if (drawn.isEmpty()) {
        rejections.add(
            Rejection.ofSeries(
                folder, series.uid(), "no-annotation", "no " + format.object() + " is of it"));
      } else {
        tasks.add(new RegionTask(series, folder, new SeriesObjects(drawn, format, choice)));
      }
    }
    return tasks;
  }
}
