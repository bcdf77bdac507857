package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/** Where the parts of a series begin, or where they end. */
final class PartEnds {
  private static final double TOLERANCE = 0.1;

  private final TreeMap<Double, List<PatientPoint>> byHeight = new TreeMap<>();

  void add(SliceHeader slice) {
    byHeight
        .computeIfAbsent(slice.alongNormalMm(), mm -> new ArrayList<>())
        .add(slice.plane().position());
  }

  /** Whether one of them lies a step away from a slice. */
  boolean holds(SliceHeader from, PatientVector step) {
    double strayMm = TOLERANCE * step.lengthMm();
    double heightMm = from.alongNormalMm() + step.dot(from.plane().normal());
    PatientPoint place = from.plane().position().plus(step);
    return byHeight.subMap(heightMm - strayMm, true, heightMm + strayMm, true).values().stream()
        .flatMap(List::stream)
        .anyMatch(end -> end.minus(place).lengthMm() <= strayMm);
  }
}
