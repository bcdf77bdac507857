package org.nodulens.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Predictions of a simple model for cases whose patients it was not fitted on. The folds are those
 * of the networks that scored the cases; where one network scored all, or a patient was scored by
 * several, patients are dealt into {@value #FOLDS} folds at random.
 */
final class CrossFitting {
  private static final int FOLDS = 5;

  private final int[] foldOfCase;
  private final int folds;

  private CrossFitting(int[] foldOfCase, int folds) {
    this.foldOfCase = foldOfCase;
    this.folds = folds;
  }

  static CrossFitting of(Cases cases) {
    List<String> networks = new ArrayList<>(new TreeSet<>(cases.networks()));
    boolean crossValidated =
        networks.size() > 1
            && networks.stream().allMatch(name -> name.startsWith("fold-"))
            && patientsAreApart(cases);
    Map<String, Integer> foldOf = new LinkedHashMap<>();
    if (!crossValidated) {
      List<String> patients =
          new ArrayList<>(
              new TreeSet<>(cases.all().stream().map(p -> p.subject().patientId()).toList()));
      Collections.shuffle(patients, new Random(cases.options().seed()));
      patients.forEach(patient -> foldOf.put(patient, foldOf.size() % FOLDS));
    }
    int[] folds =
        cases.all().stream()
            .mapToInt(
                p ->
                    crossValidated
                        ? networks.indexOf(p.model())
                        : foldOf.getOrDefault(p.subject().patientId(), 0))
            .toArray();
    return new CrossFitting(folds, crossValidated ? networks.size() : FOLDS);
  }

  /** Whether no patient was scored by two networks. */
  private static boolean patientsAreApart(Cases cases) {
    Map<String, String> networkOf = new LinkedHashMap<>();
    return cases.all().stream()
        .allMatch(
            p -> {
              String other = networkOf.putIfAbsent(p.subject().patientId(), p.model());
              return other == null || other.equals(p.model());
            });
  }

  /**
   * A prediction a case.
   *
   * @return empty where the cases of some folds are not enough to fit
   */
  Optional<double[]> predictions(SimpleModel.Learner learner, double[][] rows, double[] targets) {
    double[] predictions = new double[targets.length];
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      int[] judged = cases(f -> f == held);
      int[] fitted = cases(f -> f != held);
      if (judged.length == 0) {
        continue;
      }
      Optional<SimpleModel> model =
          learner.fit(
              Arrays.stream(fitted).mapToObj(i -> rows[i]).toArray(double[][]::new),
              Arrays.stream(fitted).mapToDouble(i -> targets[i]).toArray());
      if (model.isEmpty()) {
        return Optional.empty();
      }
      for (int i : judged) {
        predictions[i] = model.get().predict(rows[i]);
      }
    }
    return Optional.of(predictions);
  }

  private int[] cases(IntPredicate fold) {
    return IntStream.range(0, foldOfCase.length).filter(i -> fold.test(foldOfCase[i])).toArray();
  }
}
