package org.nodulens.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nodulens.ct.UprightSlices;

/** Makes volumes of the slices found under each series UID; what makes none is rejected. */
final class SeriesVolumes {
  private final ScanOptions options;
  private final List<CtSeries> kept = new ArrayList<>();
  private final List<RejectedSeries> rejected = new ArrayList<>();
  private int keptElsewhere;
  private int rejectedElsewhere;

  SeriesVolumes(ScanOptions options) {
    this.options = options;
  }

  /** Every slice comes to be in one series or one rejected series. */
  void add(String uid, String patientId, List<SliceHeader> slices) {
    if (options.singleSlices() && slices.size() == 1) {
      addSingle(uid, patientId, slices.get(0));
      return;
    }
    List<SeriesSplit.Part.Volume> volumes = new ArrayList<>();
    Map<String, List<SeriesSplit.Part.Rest>> rests = new TreeMap<>();
    for (SeriesSplit.Part part : SeriesSplit.of(uid, slices)) {
      if (part instanceof SeriesSplit.Part.Volume volume && isAccepted(volume.stack())) {
        volumes.add(volume);
      } else {
        SeriesSplit.Part.Rest rest = rest(uid, part);
        rests.computeIfAbsent(rest.why().code(), code -> new ArrayList<>()).add(rest);
      }
    }
    for (int i = 0; i < volumes.size(); i++) {
      SeriesSplit.Part.Volume volume = volumes.get(i);
      Optional<SeriesPart> part =
          volume.group().isWhole()
              ? Optional.empty()
              : Optional.of(new SeriesPart(i + 1, volumes.size(), volume.group().what()));
      kept.add(new CtSeries(uid, patientId, volume.stack(), part));
    }
    rests.forEach((code, parts) -> rejected.add(rejected(uid, code, parts)));
  }

  private void addSingle(String uid, String patientId, SliceHeader slice) {
    try {
      kept.add(CtSeries.ofSingle(uid, patientId, slice));
    } catch (DicomFormatException e) {
      rejected.add(new RejectedSeries(uid, List.of(slice), e.code(), e.reason()));
    }
  }

  private boolean isAccepted(SliceStack stack) {
    return !stack.isTilted()
        || (options.tilt() == TiltHandling.RESAMPLE
            && !UprightSlices.isTooSlanted(stack.geometry()));
  }

  private static SeriesSplit.Part.Rest rest(String uid, SeriesSplit.Part part) {
    if (part instanceof SeriesSplit.Part.Rest rest) {
      return rest;
    }
    SliceStack tilted = ((SeriesSplit.Part.Volume) part).stack();
    return new SeriesSplit.Part.Rest(
        part.group(), new SidewaysShift(uid, tilted.slices()).refusal());
  }

  /** Parts that are rejected for the same reason are one row of the ledger. */
  private static RejectedSeries rejected(
      String uid, String code, List<SeriesSplit.Part.Rest> parts) {
    List<SliceHeader> slices = new ArrayList<>();
    parts.forEach(part -> slices.addAll(part.group().slices()));
    SeriesSplit.Part.Rest first = parts.get(0);
    String where = first.group().isWhole() ? "" : " (" + first.group().what() + ")";
    String others = parts.size() == 1 ? "" : "; " + (parts.size() - 1) + " more parts alike";
    return new RejectedSeries(uid, slices, code, first.why().reason() + where + others);
  }

  void reject(RejectedSeries series) {
    rejected.add(series);
  }

  /** Moves the slices of what has been found so far out of memory. */
  void keepIn(SliceSpill spill) throws IOException {
    for (; keptElsewhere < kept.size(); keptElsewhere++) {
      kept.set(keptElsewhere, kept.get(keptElsewhere).keptIn(spill));
    }
    for (; rejectedElsewhere < rejected.size(); rejectedElsewhere++) {
      RejectedSeries series = rejected.get(rejectedElsewhere);
      List<SliceHeader> slices = spill.keep(series.slices());
      rejected.set(
          rejectedElsewhere,
          new RejectedSeries(series.uid(), slices, series.code(), series.detail()));
    }
  }

  List<CtSeries> kept() {
    return kept;
  }

  List<RejectedSeries> rejected() {
    return rejected;
  }
}
