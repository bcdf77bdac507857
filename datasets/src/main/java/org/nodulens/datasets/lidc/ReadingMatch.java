package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.nodulens.dicom.RejectedFile;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.volumeio.FormatException;

/** Brings readings to the series that they are of: one reading a series. */
final class ReadingMatch {
  private final RootedPaths paths;
  private final SeriesScan scan;
  private final List<Rejection> rejections = new ArrayList<>();

  ReadingMatch(Path root, SeriesScan scan) {
    this.paths = new RootedPaths(root);
    this.scan = scan;
  }

  Survey survey() {
    int kept = 0;
    for (RejectedFile file : scan.rejectedFiles()) {
      rejections.add(Rejection.ofFile(file.path(), file.code(), file.detail()));
    }
    for (RejectedSeries series : scan.rejectedSeries()) {
      String folder = paths.folderOf(series.slices().get(0));
      rejections.add(Rejection.ofSeries(folder, series.uid(), series.code(), series.detail()));
      kept += series.slices().size();
    }
    Map<String, ReadingFile> readings = onePerSeries(readable());
    List<SeriesTask> tasks = new ArrayList<>();
    for (CtSeries series : scan.series()) {
      kept += series.slices().size();
      String folder = paths.folderOf(series.slices().get(0));
      ReadingFile reading = readings.get(series.uid());
      if (reading == null) {
        rejections.add(
            Rejection.ofSeries(folder, series.uid(), "no-reading", "no XML file is of it"));
      } else {
        kept++;
        tasks.add(new ReadingTask(series, reading.path(), folder));
      }
    }
    return new Survey(scan.filesFound(), kept, tasks, rejections);
  }

  /** By series; every file that is not among them is rejected. */
  private Map<String, List<ReadingFile>> readable() {
    Set<String> uids = new HashSet<>();
    scan.series().forEach(series -> uids.add(series.uid()));
    Set<String> rejectedUids = new HashSet<>();
    scan.rejectedSeries().forEach(series -> rejectedUids.add(series.uid()));
    Map<String, List<ReadingFile>> bySeries = new TreeMap<>();
    for (Path path : scan.passedOver()) {
      Optional<ReadingFile> reading = read(path);
      String uid = reading.map(file -> file.header().seriesUid()).orElse("");
      if (reading.isEmpty()) {
        continue;
      }
      if (uids.contains(uid)) {
        bySeries.computeIfAbsent(uid, u -> new ArrayList<>()).add(reading.get());
      } else if (uid.isEmpty()) {
        reject(path, "no-series-uid", "it does not say which series it is of");
      } else if (rejectedUids.contains(uid)) {
        reject(path, "series-rejected", "its series " + uid + " was rejected");
      } else {
        reject(path, "no-such-series", "its series " + uid + " is not here");
      }
    }
    return bySeries;
  }

  private Optional<ReadingFile> read(Path path) {
    try {
      LidcMessage message = LidcXml.read(path);
      if (message instanceof CtReading reading) {
        return Optional.of(new ReadingFile(path, reading.header()));
      }
      if (message instanceof LidcMessage.OtherXml other) {
        reject(path, "not-a-reading", "XML of another kind: " + other.rootElement());
      } else {
        reject(path, "xray-reading", "the reading of a chest X-ray, not of a CT series");
      }
    } catch (FormatException e) {
      reject(path, "bad-annotation", e.reason());
    } catch (IOException e) {
      reject(path, "unreadable", "cannot be read");
    }
    return Optional.empty();
  }

  private Map<String, ReadingFile> onePerSeries(Map<String, List<ReadingFile>> bySeries) {
    Map<String, ReadingFile> best = new HashMap<>();
    bySeries.forEach(
        (uid, files) -> {
          files.sort(ReadingFile.BEST_FIRST);
          best.put(uid, files.get(0));
          String kept = paths.of(files.get(0).path());
          for (ReadingFile other : files.subList(1, files.size())) {
            reject(
                other.path(),
                "superseded-reading",
                "series " + uid + " has another reading, which is kept: " + kept);
          }
        });
    return best;
  }

  private void reject(Path file, String code, String detail) {
    rejections.add(Rejection.ofFile(paths.of(file), code, detail));
  }
}
