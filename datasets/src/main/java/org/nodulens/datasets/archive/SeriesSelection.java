package org.nodulens.datasets.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.nodulens.cropset.Rejection;
import org.nodulens.dicom.DicomUid;

/**
 * Which series of a collection are wanted.
 *
 * @param seriesUids all where it is empty
 * @param count how many at most, in order of patient and UID
 */
public record SeriesSelection(
    PatientChoice patients, Set<String> seriesUids, Optional<String> modality, OptionalInt count) {

  public SeriesSelection {
    seriesUids = Set.copyOf(seriesUids);
    if (count.isPresent() && count.getAsInt() < 1) {
      throw new IllegalArgumentException("expected at least 1 series, got " + count.getAsInt());
    }
    for (String uid : seriesUids) {
      if (!DicomUid.isValid(uid)) {
        throw new IllegalArgumentException("expected Series Instance UIDs, got " + uid);
      }
    }
  }

  /**
   * The series to fetch, in order of patient and UID, and what was wanted but cannot be fetched.
   *
   * @param series no two of one UID
   */
  record Selected(List<ArchiveSeries> series, List<Rejection> rejections) {}

  /** Chooses from all that the archive announces; in the end, count decides. */
  Selected from(List<ArchiveSeries> announced) throws IOException {
    List<ArchiveSeries> candidates =
        new ArrayList<>(
            announced.stream()
                .filter(
                    one -> modality.isEmpty() || modality.get().equalsIgnoreCase(one.modality()))
                .filter(one -> seriesUids.isEmpty() || seriesUids.contains(one.uid()))
                .toList());
    candidates.sort(
        Comparator.comparing(ArchiveSeries::patientId).thenComparing(ArchiveSeries::uid));
    Set<String> wanted =
        patients.of(candidates.stream().map(ArchiveSeries::patientId).collect(Collectors.toSet()));
    candidates.removeIf(one -> !wanted.contains(one.patientId()));
    return firstOf(candidates);
  }

  private Selected firstOf(List<ArchiveSeries> candidates) {
    List<Rejection> rejections = new ArrayList<>();
    Map<String, ArchiveSeries> byUid = new HashMap<>();
    List<ArchiveSeries> chosen = new ArrayList<>();
    for (ArchiveSeries one : candidates) {
      if (count.isPresent() && chosen.size() == count.getAsInt()) {
        break;
      }
      if (!DicomUid.isValid(one.uid())) {
        String detail =
            "the archive names a series by what is no UID: " + SafeName.shown(one.uid());
        rejections.add(Rejection.ofSeries("", "", "bad-uid", detail));
      } else if (byUid.putIfAbsent(one.uid(), one) != null) {
        String detail = "the archive announces it twice; the first is kept";
        rejections.add(Rejection.ofSeries(one.path(), one.uid(), "duplicate-series", detail));
      } else {
        chosen.add(one);
      }
    }
    Set<String> missing = new TreeSet<>(seriesUids);
    missing.removeAll(new HashSet<>(byUid.keySet()));
    if (count.isEmpty()) {
      missing.forEach(uid -> rejections.add(noSuch(uid)));
    }
    return new Selected(chosen, rejections);
  }

  private static Rejection noSuch(String uid) {
    return Rejection.ofSeries(
        "", uid, "no-such-series", "the archive has none such among those to choose from");
  }
}
