package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.RootedPaths;
import org.nodulens.datasets.SeriesTask;
import org.nodulens.datasets.Survey;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.SeriesScan;

/** Brings readings to the series that they are of: one reading a series. */
final class ReadingMatch {
  private final RootedPaths paths;
  private final SeriesScan scan;
  private final List<Rejection> rejections = new ArrayList<>();
  private final ReadingFiles files;

  ReadingMatch(Path root, SeriesScan scan) {
    this.paths = new RootedPaths(root);
    this.scan = scan;
    this.files = new ReadingFiles(paths, rejections);
  }

  Survey survey() {
    rejections.addAll(paths.rejections(scan));
    Map<String, ReadingFile> readings = files.onePerSeries(readable());
    List<SeriesTask> tasks = new ArrayList<>();
    for (List<CtSeries> volumes : volumesByUid().values()) {
      ReadingFile reading = readings.get(volumes.get(0).uid());
      if (reading == null) {
        volumes.forEach(volume -> reject(volume, "no-reading", "no XML file is of it"));
      } else {
        task(volumes, reading).ifPresent(tasks::add);
      }
    }
    long kept = scan.filesOfSeries() + tasks.size();
    return new Survey(scan.filesFound(), kept, tasks, rejections);
  }

  private Map<String, List<CtSeries>> volumesByUid() {
    Map<String, List<CtSeries>> byUid = new TreeMap<>();
    for (CtSeries series : scan.series()) {
      byUid.computeIfAbsent(series.uid(), uid -> new ArrayList<>()).add(series);
    }
    return byUid;
  }

  /** Of several volumes under a UID the reading is of the one whose slices it names. */
  private Optional<SeriesTask> task(List<CtSeries> volumes, ReadingFile reading) {
    List<CtSeries> read;
    try {
      read = volumes.size() == 1 ? volumes : named(volumes, reading.path());
    } catch (IOException e) {
      files.reject(reading.path(), "unreadable", "cannot be read");
      volumes.forEach(volume -> reject(volume, "no-reading", "its XML file cannot be read"));
      return Optional.empty();
    }
    if (read.size() != 1) {
      String detail =
          volumes.size()
              + " volumes are under this UID, and the reading names slices of "
              + read.size();
      files.reject(reading.path(), "several-volumes", detail);
      volumes.forEach(volume -> reject(volume, "several-volumes", detail));
      return Optional.empty();
    }
    for (CtSeries volume : volumes) {
      if (volume != read.get(0)) {
        reject(volume, "no-reading", "the reading is of another volume under this UID");
      }
    }
    String folder = paths.folderOf(read.get(0).slices().get(0));
    return Optional.of(new ReadingTask(read.get(0), reading.path(), folder));
  }

  private static List<CtSeries> named(List<CtSeries> volumes, Path reading) throws IOException {
    Set<String> named = new HashSet<>();
    if (LidcXml.read(reading) instanceof CtReading ct) {
      ct.marks().forEach(mark -> mark.rois().forEach(roi -> named.add(roi.sopUid())));
    }
    return volumes.stream()
        .filter(volume -> volume.slices().stream().anyMatch(s -> named.contains(s.sopUid())))
        .toList();
  }

  /** By series; every file that is not among them is rejected. */
  private Map<String, List<ReadingFile>> readable() {
    Set<String> uids = new HashSet<>();
    scan.series().forEach(series -> uids.add(series.uid()));
    Set<String> rejectedUids = new HashSet<>();
    scan.rejectedSeries().forEach(series -> rejectedUids.add(series.uid()));
    Map<String, List<ReadingFile>> bySeries = new TreeMap<>();
    for (Path path : scan.passedOver()) {
      Optional<ReadingFile> reading = files.read(path);
      String uid = reading.map(file -> file.header().seriesUid()).orElse("");
      if (reading.isEmpty()) {
        continue;
      }
      if (uids.contains(uid)) {
        bySeries.computeIfAbsent(uid, u -> new ArrayList<>()).add(reading.get());
      } else if (uid.isEmpty()) {
        files.reject(path, "no-series-uid", "it does not say which series it is of");
      } else if (rejectedUids.contains(uid)) {
        files.reject(path, "series-rejected", "its series " + uid + " was rejected");
      } else {
        files.reject(path, "no-such-series", "its series " + uid + " is not here");
      }
    }
    return bySeries;
  }

  private void reject(CtSeries series, String code, String detail) {
    String folder = paths.folderOf(series.slices().get(0));
    String which = series.part().map(part -> " (" + part + ")").orElse("");
    rejections.add(Rejection.ofSeries(folder, series.uid(), code, detail + which));
  }
}
