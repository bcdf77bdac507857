package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.nodulens.nodule.Rating;

/**
 * What a simple model says from a few features of the same nodules, fitted with patients held out.
 *
 * @param features their names
 * @param cases those that have all features
 */
record Floor(String name, List<String> features, Cases cases, Optional<double[]> predictions) {
  /** The diameter's logarithm alone. */
  static final String DIAMETER = "diameter";

  /** The readers' other ratings, each as its mean. */
  static final String RATINGS = "ratings";

  private static final List<Rating> RATED =
      List.of(
          Rating.SUBTLETY,
          Rating.CALCIFICATION,
          Rating.SPHERICITY,
          Rating.MARGIN,
          Rating.LOBULATION,
          Rating.SPICULATION,
          Rating.TEXTURE);

  /** The floors of a task: diameter, ratings, both. */
  static List<Floor> of(String task, Cases cases, SimpleModel.Learner learner) {
    List<Rating> others =
        RATED.stream().filter(rating -> !rating.columnName().equals(task)).toList();
    List<String> names = others.stream().map(Rating::columnName).toList();
    List<String> both = new ArrayList<>(names);
    both.add("log diameter");
    return List.of(
        fit(DIAMETER, List.of("log diameter"), cases, learner, Floor::logDiameter),
        fit(RATINGS, names, cases, learner, p -> ratings(cases, others, p)),
        fit(
            "ratings_and_diameter",
            both,
            cases,
            learner,
            p ->
                logDiameter(p)
                    .flatMap(size -> ratings(cases, others, p).map(rated -> join(rated, size)))));
  }

  private static Floor fit(
      String name,
      List<String> features,
      Cases cases,
      SimpleModel.Learner learner,
      Function<ScoredPrediction, Optional<double[]>> row) {
    Cases known = cases.where(p -> row.apply(p).isPresent());
    double[][] rows =
        known.all().stream().map(p -> row.apply(p).orElseThrow()).toArray(double[][]::new);
    Optional<double[]> predictions =
        known.tooSmall().isPresent()
            ? Optional.empty()
            : CrossFitting.of(known).predictions(learner, rows, known.labels());
    return new Floor(name, features, known, predictions);
  }

  /** That no nodule has the features at all, if so. */
  Optional<String> absent() {
    return cases.size() == 0
        ? Optional.of("no nodule has these features: " + String.join(", ", features))
        : Optional.empty();
  }

  /** Why there is no figure of this floor. */
  Optional<String> missing() {
    return absent()
        .or(cases::tooSmall)
        .or(
            () ->
                predictions.isPresent()
                    ? Optional.empty()
                    : Optional.of("too few cases outside a fold to fit on"));
  }

  /** The predictions, or zeros where {@link #missing} says why there are none. */
  double[] predictionsOrZero() {
    return predictions.orElseGet(() -> new double[cases.size()]);
  }

  private static Optional<double[]> logDiameter(ScoredPrediction prediction) {
    OptionalDouble mm = prediction.diameterMm();
    return mm.isPresent() && mm.getAsDouble() > 0
        ? Optional.of(new double[] {Math.log(mm.getAsDouble())})
        : Optional.empty();
  }

  private static Optional<double[]> ratings(
      Cases cases, List<Rating> ratings, ScoredPrediction prediction) {
    return cases
        .crop(prediction)
        .filter(crop -> ratings.stream().noneMatch(rating -> crop.readings(rating).isEmpty()))
        .map(crop -> ratings.stream().mapToDouble(r -> crop.readings(r).mean()).toArray());
  }

  private static double[] join(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
