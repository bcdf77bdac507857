package org.nodulens.datasets.lidc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.cropset.Rejection;
import org.nodulens.datasets.RootedPaths;
import org.nodulens.datasets.lidc.LidcMessage.CtReading;
import org.nodulens.volumeio.FormatException;

/** Tells readings of CT series from other XML, and of several of a series takes one. */
final class ReadingFiles {
  private final RootedPaths paths;
  private final List<Rejection> rejections;

  /**
   * For files below a root.
   *
   * @param rejections takes what is turned away
   */
  ReadingFiles(RootedPaths paths, List<Rejection> rejections) {
    this.paths = paths;
    this.rejections = rejections;
  }

  /** Empty, and rejected, where the file holds no reading of a CT series. */
  Optional<ReadingFile> read(Path path) {
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

  /** The one reading that counts, in order of series UID; the others are rejected. */
  Map<String, ReadingFile> onePerSeries(Map<String, List<ReadingFile>> bySeries) {
    Map<String, ReadingFile> best = new TreeMap<>();
    bySeries.forEach(
        (uid, files) -> {
          List<ReadingFile> sorted = files.stream().sorted(ReadingFile.BEST_FIRST).toList();
          best.put(uid, sorted.get(0));
          String kept = paths.of(sorted.get(0).path());
          for (ReadingFile other : sorted.subList(1, sorted.size())) {
            reject(
                other.path(),
                "superseded-reading",
                "series " + uid + " has another reading, which is kept: " + kept);
          }
        });
    return best;
  }

  void reject(Path file, String code, String detail) {
    rejections.add(Rejection.ofFile(paths.of(file), code, detail));
  }
}
