package org.nodulens.nodule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.nodulens.ct.PatientPoint;

/**
 * A nodule, with every reader's opinion.
 *
 * @param id the dataset's own name
 * @param labels of other datasets, by name
 * @param flags doubts
 */
public record Nodule(
    String id,
    List<NoduleAnnotation> annotations,
    PatientPoint center,
    OptionalDouble diameterMm,
    Map<String, String> labels,
    List<String> flags) {

  public Nodule {
    annotations = List.copyOf(annotations);
    labels = Map.copyOf(labels);
    flags = List.copyOf(flags);
  }

  /** How many readers marked it. */
  public int readers() {
    return (int)
        annotations.stream()
            .filter(annotation -> annotation.origin() == NoduleAnnotation.Origin.READER)
            .count();
  }

  /** The same nodule, outlined otherwise. */
  public Nodule with(List<NoduleAnnotation> others, OptionalDouble otherDiameterMm) {
    return new Nodule(id, others, center, otherDiameterMm, labels, flags);
  }

  /** The same nodule with other doubts. */
  public Nodule withFlags(List<String> others) {
    return new Nodule(id, annotations, center, diameterMm, labels, others);
  }

  /** What was given, rating by rating, in the readers' order. */
  public Map<Rating, Readings> readings() {
    Map<Rating, Readings> readings = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      List<Integer> given = new ArrayList<>();
      for (NoduleAnnotation annotation : annotations) {
        Integer reading = annotation.ratings().get(rating);
        if (reading != null) {
          given.add(reading);
        }
      }
      readings.put(rating, new Readings(given));
    }
    return readings;
  }
}
