package org.nodulens.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.nodulens.cropset.CropRecord;

/** Labelled predictions of one task, and the figures that they are enough for. */
final class Cases {
  /** Below this many nodules, patients, or nodules of a class there is no figure: chance speaks. */
  private static final int FEWEST_NODULES = 10;

  private static final int FEWEST_PATIENTS = 5;
  private static final int FEWEST_OF_A_CLASS = 5;

  private final List<ScoredPrediction> all;
  private final EvaluationOptions options;
  private final PatientBootstrap bootstrap;

  Cases(List<ScoredPrediction> labelled, EvaluationOptions options) {
    this.all = List.copyOf(labelled);
    this.options = options;
    this.bootstrap =
        new PatientBootstrap(
            all.stream().map(p -> p.subject().patientId()).toList(), options.seed());
  }

  List<ScoredPrediction> all() {
    return all;
  }

  EvaluationOptions options() {
    return options;
  }

  int size() {
    return all.size();
  }

  int patients() {
    return bootstrap.patients();
  }

  Figure.Extent extent() {
    return new Figure.Extent(size(), patients());
  }

  Cases where(Predicate<ScoredPrediction> condition) {
    return new Cases(all.stream().filter(condition).toList(), options);
  }

  /** What the crop set says of a nodule, where it was given. */
  Optional<CropRecord> crop(ScoredPrediction prediction) {
    return Optional.ofNullable(options.crops().get(prediction.subject().cropId()));
  }

  double[] predictions() {
    return all.stream().mapToDouble(ScoredPrediction::prediction).toArray();
  }

  /** Of each class, a row a case. */
  double[][] probabilities() {
    return all.stream()
        .map(p -> p.probabilities().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  double[] labels() {
    return all.stream().mapToDouble(p -> p.label().orElseThrow()).toArray();
  }

  boolean[] positive() {
    boolean[] positive = new boolean[size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = all.get(i).label().orElseThrow() > 0.5;
    }
    return positive;
  }

  int positives() {
    return (int) all.stream().filter(p -> p.label().orElseThrow() > 0.5).count();
  }

  /** 0 where there is none: see {@link #unmeasured}. */
  double[] diametersMm() {
    return all.stream().mapToDouble(p -> p.diameterMm().orElse(0)).toArray();
  }

  /** Why there is no figure that needs every nodule's diameter. */
  Optional<String> unmeasured() {
    return all.stream().allMatch(p -> p.diameterMm().isPresent())
        ? Optional.empty()
        : Optional.of("not every nodule has a diameter");
  }

  /** Why there is no figure at all. */
  Optional<String> tooSmall() {
    if (size() >= FEWEST_NODULES && patients() >= FEWEST_PATIENTS) {
      return Optional.empty();
    }
    return Optional.of(
        "too small a group: "
            + size()
            + " labelled nodules of "
            + patients()
            + " patients; at least "
            + FEWEST_NODULES
            + " of "
            + FEWEST_PATIENTS
            + " are needed");
  }

  /** Why there is no figure that tells two classes apart. */
  Optional<String> tooFewOfAClass() {
    int positives = positives();
    if (size() > 0 && (positives == 0 || positives == size())) {
      return tooSmall()
          .or(() -> Optional.of("one class only: all labels are " + (positives > 0 ? 1 : 0)));
    }
    if (Math.min(positives, size() - positives) >= FEWEST_OF_A_CLASS) {
      return tooSmall();
    }
    return tooSmall()
        .or(
            () ->
                Optional.of(
                    "too few of a class: "
                        + positives
                        + " positive and "
                        + (size() - positives)
                        + " negative nodules; at least "
                        + FEWEST_OF_A_CLASS
                        + " of each are needed"));
  }

  /** The statistic with its interval, or why it is missing. */
  Figure figure(Optional<String> missing, PatientBootstrap.Statistic statistic) {
    if (missing.isPresent()) {
      return Figure.none(missing.get(), extent());
    }
    return Figure.of(
        statistic.of(Order.once(size())),
        bootstrap.spread(statistic).map(PatientBootstrap.Spread::interval),
        extent());
  }

  /** The same for a figure that cannot be below 0 and that resampling pushes up. */
  Figure pushedUp(Optional<String> missing, PatientBootstrap.Statistic statistic) {
    if (missing.isPresent()) {
      return Figure.none(missing.get(), extent());
    }
    OptionalDouble value = statistic.of(Order.once(size()));
    return Figure.of(
        value,
        value.isPresent()
            ? bootstrap.spread(statistic).map(all -> all.intervalAround(value.getAsDouble()))
            : Optional.empty(),
        extent());
  }

  /** The same for a difference, with the probability of such a one by chance. */
  Figure difference(
      Optional<String> missing, PatientBootstrap.Statistic one, PatientBootstrap.Statistic other) {
    if (missing.isPresent()) {
      return Figure.none(missing.get(), extent());
    }
    PatientBootstrap.Statistic difference =
        counts -> {
          OptionalDouble a = one.of(counts);
          OptionalDouble b = other.of(counts);
          return a.isPresent() && b.isPresent()
              ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
              : OptionalDouble.empty();
        };
    Optional<PatientBootstrap.Spread> spread = bootstrap.spread(difference);
    Figure figure =
        Figure.of(
            difference.of(Order.once(size())),
            spread.map(PatientBootstrap.Spread::interval),
            extent());
    return spread.isPresent() && figure.value().isPresent()
        ? figure.withPValue(OptionalDouble.of(spread.get().pValue()))
        : figure;
  }

  /** The networks that scored. */
  Set<String> networks() {
    Set<String> networks = new HashSet<>();
    all.forEach(p -> networks.add(p.model()));
    return networks;
  }
}
