package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrossFittingTest {
  private static ScoredPrediction scored(int nodule, int patient, String network) {
    return new ScoredPrediction(
        new ScoredPrediction.Subject("n" + nodule, "p" + patient),
        "malignancy",
        network,
        0.5,
        OptionalDouble.of(patient % 2),
        OptionalDouble.empty());
  }

  /** The patients that each fit saw, from the number of the patient as the only feature. */
  private static List<Set<Integer>> fitted(Cases cases, double[][] rows) {
    List<Set<Integer>> seen = new ArrayList<>();
    SimpleModel.Learner learner =
        (some, targets) -> {
          Set<Integer> patients = new HashSet<>();
          for (double[] row : some) {
            patients.add((int) row[0]);
          }
          seen.add(patients);
          return SimpleModel.logistic(some, targets);
        };
    assertThat(CrossFitting.of(cases).predictions(learner, rows, cases.labels())).isPresent();
    return seen;
  }

  private static double[][] rows(Cases cases) {
    return cases.all().stream()
        .map(p -> new double[] {Integer.parseInt(p.subject().patientId().substring(1))})
        .toArray(double[][]::new);
  }

  @Test
  void the_folds_are_those_of_the_networks() {
    List<ScoredPrediction> all = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      all.add(scored(p, p, "fold-" + p / 4));
    }
    Cases cases = new Cases(all, EvaluationOptions.of(1));
    assertThat(fitted(cases, rows(cases)))
        .containsExactly(
            Set.of(4, 5, 6, 7, 8, 9, 10, 11),
            Set.of(0, 1, 2, 3, 8, 9, 10, 11),
            Set.of(0, 1, 2, 3, 4, 5, 6, 7));
  }

  /** One network, or folds by nodule: then patients are dealt anew, and stay whole. */
  @Test
  void elsewhere_patients_are_dealt_and_none_is_judged_by_a_fit_that_saw_him() {
    for (boolean byNodule : new boolean[] {false, true}) {
      List<ScoredPrediction> all = new ArrayList<>();
      for (int n = 0; n < 60; n++) {
        all.add(scored(n, n % 20, byNodule ? "fold-" + n % 3 : "final"));
      }
      Cases cases = new Cases(all, EvaluationOptions.of(1));
      List<Set<Integer>> fitted = fitted(cases, rows(cases));
      assertThat(fitted).hasSize(5);
      int left = 0;
      for (Set<Integer> patients : fitted) {
        assertThat(patients).hasSize(16); // of 20, whole patients
        left += 20 - patients.size();
      }
      assertThat(left).isEqualTo(20); // each is left out once
    }
  }

  @Test
  void without_two_classes_to_fit_on_there_is_nothing_to_predict() {
    List<ScoredPrediction> all = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      all.add(scored(p, p, "fold-" + p % 2)); // each fold holds one class
    }
    Cases cases = new Cases(all, EvaluationOptions.of(1));
    assertThat(
            CrossFitting.of(cases).predictions(SimpleModel::logistic, rows(cases), cases.labels()))
        .isEmpty();
  }

  @Test
  void a_linear_model_finds_a_line_and_leaves_a_constant_feature_alone() {
    double[][] rows = new double[100][];
    double[] targets = new double[100];
    for (int i = 0; i < 100; i++) {
      rows[i] = new double[] {i, 7};
      targets[i] = 3 + 2 * i;
    }
    SimpleModel line = SimpleModel.linear(rows, targets).orElseThrow();
    // the ridge of 1 on 100 standardised cases shrinks by 1 in 101
    assertThat(line.predict(new double[] {49.5, 7})).isBetween(101.9, 102.1);
    assertThat(line.predict(new double[] {99, 7})).isBetween(199.5, 201.0);
  }
}
