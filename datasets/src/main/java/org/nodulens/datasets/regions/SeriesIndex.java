package org.nodulens.datasets.regions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.dicom.Acquisition;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.ObjectReferences;
import org.nodulens.dicom.RejectedSeries;
import org.nodulens.dicom.SeriesScan;
import org.nodulens.dicom.SliceHeader;

/** Finds the series that an object was drawn on. */
final class SeriesIndex {
  private final List<CtSeries> all;
  private final Map<String, List<CtSeries>> bySeriesUid = new HashMap<>();
  private final Map<String, CtSeries> bySopUid = new HashMap<>();
  private final Set<String> rejected = new HashSet<>();

  SeriesIndex(SeriesScan scan) {
    this.all = scan.series();
    for (CtSeries series : all) {
      bySeriesUid.computeIfAbsent(series.uid(), uid -> new ArrayList<>()).add(series);
      series.slices().forEach(slice -> bySopUid.put(slice.sopUid(), series));
    }
    for (RejectedSeries series : scan.rejectedSeries()) {
      rejected.add(series.uid());
      series.slices().stream().map(SliceHeader::sopUid).forEach(rejected::add);
    }
  }

  /**
   * The series that holds the images that the object names; else the one that it names; else, where
   * it names none, the only one of the same study in its frame of reference.
   *
   * @throws DicomFormatException {@code no-such-series}, {@code series-rejected} or {@code
   *     several-volumes}
   */
  CtSeries find(ObjectReferences references) throws DicomFormatException {
    Set<CtSeries> found = new HashSet<>();
    for (String uid : references.sopUids()) {
      CtSeries series = bySopUid.get(uid);
      if (series != null) {
        found.add(series);
      }
    }
    if (found.isEmpty()) {
      references
          .seriesUids()
          .forEach(uid -> found.addAll(bySeriesUid.getOrDefault(uid, List.of())));
    }
    if (!found.isEmpty()) {
      return only(found, "it names images of several volumes");
    }
    if (isRejected(references.seriesUids()) || isRejected(references.sopUids())) {
      throw new DicomFormatException("series-rejected", "the series that it names was rejected");
    }
    if (!references.seriesUids().isEmpty() || !references.sopUids().isEmpty()) {
      throw new DicomFormatException("no-such-series", "no CT series here is one that it names");
    }
    return only(
        inFrameOfReference(references),
        "it names no series, and several are in its study and frame of reference");
  }

  private boolean isRejected(Collection<String> uids) {
    return uids.stream().anyMatch(rejected::contains);
  }

  private Set<CtSeries> inFrameOfReference(ObjectReferences references) {
    Set<CtSeries> found = new HashSet<>();
    for (CtSeries series : all) {
      Acquisition acquisition = series.slices().get(0).acquisition();
      boolean sameStudy =
          references.studyUid().isPresent() && references.studyUid().equals(acquisition.studyUid());
      String frame = acquisition.frameOfReferenceUid().orElse("");
      if (sameStudy && references.frameOfReferenceUids().contains(frame)) {
        found.add(series);
      }
    }
    return found;
  }

  private static CtSeries only(Set<CtSeries> found, String several) throws DicomFormatException {
    if (found.size() > 1) {
      throw new DicomFormatException("several-volumes", several);
    }
    if (found.isEmpty()) {
      throw new DicomFormatException(
          "no-such-series", "it names no series, and none is in its study and frame of reference");
    }
    return found.iterator().next();
  }

  /** Whether the object says that its positions are given in another frame than the series'. */
  static boolean isElsewhere(ObjectReferences references, CtSeries series) {
    Set<String> frames = references.frameOfReferenceUids();
    return !frames.isEmpty()
        && series
            .slices()
            .get(0)
            .acquisition()
            .frameOfReferenceUid()
            .filter(uid -> !frames.contains(uid))
            .isPresent();
  }
}
