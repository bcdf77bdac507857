package org.nodulens.dicom;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nodulens.volumeio.FormatException;

/**
 * The one series that is meant among those that a scan has found.
 *
 * @param uid of the series; where there is none, only one series may have been found
 * @param part its number, from 1, where one UID has several volumes
 */
public record SeriesChoice(Optional<String> uid, OptionalInt part) {
  /** The only one there is. */
  public static final SeriesChoice ONLY = new SeriesChoice(Optional.empty(), OptionalInt.empty());

  private static final int MOST_NAMED = 20;

  /**
   * Chooses.
   *
   * @param root what was scanned, for messages
   * @throws SeveralSeriesException if there are several
   * @throws FormatException if there is none; the message says why as far as it is known
   */
  public CtSeries of(SeriesScan scan, Path root) throws FormatException {
    List<CtSeries> chosen = volumesIfAny(scan.series().stream().filter(this::isMeant).toList());
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    if (chosen.isEmpty()) {
      throw none(scan, root);
    }
    throw new SeveralSeriesException(
        root + " holds " + chosen.size() + " CT series, expected one: " + names(chosen));
  }

  /** A single slice is meant only where there is nothing else. */
  private static List<CtSeries> volumesIfAny(List<CtSeries> series) {
    List<CtSeries> volumes = series.stream().filter(any -> any.slices().size() > 1).toList();
    return volumes.isEmpty() ? series : volumes;
  }

  private boolean isMeant(CtSeries series) {
    return isMeant(series.uid())
        && (part.isEmpty() || series.part().map(SeriesPart::number).orElse(1) == part.getAsInt());
  }

  private boolean isMeant(String seriesUid) {
    return uid.isEmpty() || uid.get().equals(seriesUid);
  }

  private FormatException none(SeriesScan scan, Path root) {
    Optional<RejectedSeries> rejected =
        scan.rejectedSeries().stream().filter(series -> isMeant(series.uid())).findFirst();
    if (rejected.isPresent() && part.isEmpty()) {
      return new FormatException(rejected.get().detail() + whyOfFile(scan));
    }
    if (!scan.series().isEmpty()) {
      return new FormatException(
          root
              + " holds no CT series "
              + uid.orElse("")
              + (part.isPresent() ? " part " + part.getAsInt() : "")
              + "; it holds "
              + names(scan.series()));
    }
    String first =
        scan.rejectedFiles().isEmpty()
            ? ""
            : "; of its first file is known: " + scan.rejectedFiles().get(0).detail();
    return new FormatException(
        root + " holds no CT series" + uid.map(asked -> " " + asked).orElse("") + first);
  }

  /** Slices that are missing from a series may have been rejected as files. */
  private static String whyOfFile(SeriesScan scan) {
    return scan.rejectedFiles().stream()
        .filter(file -> !file.code().equals("not-dicom"))
        .findFirst()
        .map(file -> " (" + file.detail() + ")")
        .orElse("");
  }

  private static String names(List<CtSeries> series) {
    List<String> names = series.stream().limit(MOST_NAMED).map(SeriesChoice::name).toList();
    int more = series.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private static String name(CtSeries series) {
    return series.uid() + series.part().map(which -> " (" + which + ")").orElse("");
  }
}
