package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.Task;

class EvaluationReportTest {
  private static final Task MALIGNANCY =
      new Task(
          "malignancy",
          1,
          Task.Kind.BINARY,
          "probability",
          Task.Scaling.NONE,
          "median-no-3",
          Optional.empty());
  private static final Task TEXTURE =
      new Task(
          "texture",
          1,
          Task.Kind.REGRESSION,
          "rating",
          new Task.Scaling(4, 2, false),
          "mean",
          Optional.of(0.7));

  private static ScoredPrediction scored(int patient, String task, double score, double label) {
    return new ScoredPrediction(
        new ScoredPrediction.Subject("n" + patient, "p" + patient),
        task,
        "fold-0",
        score,
        OptionalDouble.of(label),
        OptionalDouble.of(patient % 7 + 3));
  }

  private static EvaluationReport malignancy(int patients, int classes) {
    List<ScoredPrediction> predictions = new ArrayList<>();
    for (int p = 0; p < patients; p++) {
      predictions.add(scored(p, "malignancy", p % classes, p % classes));
    }
    return EvaluationReport.of(predictions, List.of(MALIGNANCY), 1);
  }

  @Test
  void a_perfect_model_has_an_area_of_1_beside_the_diameters_on_the_same_nodules() {
    EvaluationReport report = malignancy(40, 2);
    assertThat(report.value("malignancy", "auc")).hasValue(1.0);
    assertThat(report.interval("malignancy", "auc")).hasValue(new Interval(1, 1));
    double floor = report.value("malignancy", "auc_diameter_alone").orElseThrow();
    assertThat(report.value("malignancy", "auc_gain_over_diameter")).hasValue(1 - floor);
  }

  @Test
  void one_class_only_is_said_and_not_counted() {
    assertThat(malignancy(40, 1).json().toString())
        .contains("\"value\":null,\"why\":\"one class only: all labels are 0\"")
        .doesNotContain("NaN");
  }

  @Test
  void too_small_a_group_is_said() {
    assertThat(malignancy(4, 2).json().toString())
        .contains("too small a group: 4 labelled nodules of 4 patients")
        .doesNotContain("NaN");
  }

  @Test
  void no_predictions_at_all_still_give_a_report() {
    assertThat(EvaluationReport.of(List.of(), List.of(MALIGNANCY, TEXTURE), 1).json().toString())
        .contains("\"n\":0")
        .doesNotContain("NaN");
  }

  @Test
  void errors_are_in_standard_deviations_of_the_target() {
    List<ScoredPrediction> predictions = new ArrayList<>();
    for (int p = 0; p < 20; p++) {
      predictions.add(scored(p, "texture", p % 5 + 1, p % 5)); // 1 off, which is 0.5 in z units
    }
    EvaluationReport report = EvaluationReport.of(predictions, List.of(TEXTURE), 1);
    assertThat(report.value("texture", "mse_z")).hasValue(0.25);
    assertThat(report.value("texture", "spearman")).hasValue(1.0);
    assertThat(report.nodules("texture")).isEqualTo(20);
  }

  @Test
  void the_table_leaves_missing_labels_empty(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("predictions.csv");
    ScoredPrediction unlabelled =
        new ScoredPrediction(
            new ScoredPrediction.Subject("n1", "p1"),
            "texture",
            "final",
            3.5,
            OptionalDouble.empty(),
            OptionalDouble.empty());
    PredictionsCsv.write(file, List.of(unlabelled, scored(2, "texture", 1, 4)));
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "crop_id,patient_id,task,prediction,label,model,ambiguous_mean,probabilities",
            "n1,p1,texture,3.5,,final,,",
            "n2,p2,texture,1,4,fold-0,,");
  }
}
