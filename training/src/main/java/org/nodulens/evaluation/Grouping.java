package org.nodulens.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

/** A way to sort nodules into groups. */
interface Grouping {
  /** Diameters between the steps of Lung-RADS (American College of Radiology): 6, 8 and 15 mm. */
  Grouping SIZE = new BySize();

  /** Mean of the readers' texture: 1 is non-solid, 3 part-solid, 5 solid. */
  Grouping TEXTURE = new ByTexture();

  /** The manifest's {@code label_scanner}, where it has one. */
  Grouping SCANNER = new ByScanner();

  /** The groups in order; empty where they are whatever the crop set names. */
  List<String> names();

  /** The group of a nodule; empty where that is not known. */
  Optional<String> groupOf(Cases cases, ScoredPrediction prediction);

  /** What to say where no nodule has a group. */
  String unknown();

  /** Patients of a group, and all others. */
  static Grouping of(PatientGroup group) {
    return new ByPatient(group);
  }

  /** By diameter. */
  final class BySize implements Grouping {
    @Override
    public List<String> names() {
      return NoduleGroups.SIZES;
    }

    @Override
    public Optional<String> groupOf(Cases cases, ScoredPrediction prediction) {
      OptionalDouble mm = prediction.diameterMm();
      return mm.isPresent() ? Optional.of(NoduleGroups.ofSize(mm.getAsDouble())) : Optional.empty();
    }

    @Override
    public String unknown() {
      return "no nodule has a diameter";
    }
  }

  /** By the readers' mean texture. */
  final class ByTexture implements Grouping {
    @Override
    public List<String> names() {
      return NoduleGroups.TEXTURES;
    }

    @Override
    public Optional<String> groupOf(Cases cases, ScoredPrediction prediction) {
      Optional<Readings> readings =
          cases
              .crop(prediction)
              .map(crop -> crop.readings(Rating.TEXTURE))
              .filter(some -> !some.isEmpty());
      return readings.map(some -> NoduleGroups.ofTexture(some.mean()));
    }

    @Override
    public String unknown() {
      return "no reader rated a texture";
    }
  }

  /** By what the manifest says of the scanner. */
  final class ByScanner implements Grouping {
    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public Optional<String> groupOf(Cases cases, ScoredPrediction prediction) {
      return cases.crop(prediction).map(crop -> crop.labels().get("scanner"));
    }

    @Override
    public String unknown() {
      return "the crop set does not name scanners (label_scanner)";
    }
  }

  /** By a list of patients. */
  record ByPatient(PatientGroup group) implements Grouping {
    @Override
    public List<String> names() {
      return List.of("listed", "others");
    }

    @Override
    public Optional<String> groupOf(Cases cases, ScoredPrediction prediction) {
      boolean listed = group.patientIds().contains(prediction.subject().patientId());
      return Optional.of(listed ? "listed" : "others");
    }

    @Override
    public String unknown() {
      return "there is no nodule";
    }
  }
}
