package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
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

  private static void assertNothingIsNotANumber(JsonNode node) {
    if (node.isNumber()) {
      assertThat(node.asDouble()).isFinite();
    }
    if (node.has("value")) {
      assertThat(node.path("value").isNumber() || node.has("why")).as(node.toString()).isTrue();
      assertThat(node.has("n") && node.has("patients")).as(node.toString()).isTrue();
    }
    node.forEach(EvaluationReportTest::assertNothingIsNotANumber);
  }

  /** Whatever comes: few or many, one class, one patient, one fold, ties, certainty. */
  @Test
  void every_figure_is_a_number_or_says_why_it_is_none() {
    Random random = new Random(6);
    for (int trial = 0; trial < 24; trial++) {
      int n = new int[] {0, 1, 2, 9, 10, 12, 30, 60}[trial % 8];
      int patients = new int[] {1, 2, 5, 100}[random.nextInt(4)];
      int folds = 1 + random.nextInt(3);
      double steps = new double[] {1, 2, 1000}[random.nextInt(3)];
      List<ScoredPrediction> predictions = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int patient = random.nextInt(patients);
        double score = Math.round(random.nextDouble() * steps) / steps;
        for (Task task : List.of(MALIGNANCY, TEXTURE)) {
          predictions.add(
              new ScoredPrediction(
                  new ScoredPrediction.Subject("n" + i, "p" + patient),
                  task.name(),
                  folds == 1 ? "final" : "fold-" + patient % folds,
                  score,
                  OptionalDouble.of(trial % 5 == 0 ? 1 : random.nextInt(2)),
                  random.nextInt(n) == 0
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(4 + 9 * score)));
        }
      }
      EvaluationReport report = EvaluationReport.of(predictions, List.of(MALIGNANCY, TEXTURE), 1);
      assertNothingIsNotANumber(report.json());
      for (Plot plot : report.plots()) {
        assertThat(plot.svg()).doesNotContain("NaN", "Infinity");
      }
      assertThat(CardSection.markdown(report)).doesNotContain("NaN");
      assertThat(ModelCalibration.of(List.of(), predictions, List.of(MALIGNANCY)).toString())
          .doesNotContain("NaN");
    }
  }

  /** Log-odds twice as large as they should be, by folds. */
  private static List<ScoredPrediction> overconfident(int folds) {
    Random random = new Random(3);
    List<ScoredPrediction> predictions = new ArrayList<>();
    for (int p = 0; p < 400; p++) {
      double logit = 1.5 * random.nextGaussian();
      double label = random.nextDouble() < LogisticRegression.probability(logit) ? 1 : 0;
      predictions.add(
          new ScoredPrediction(
              new ScoredPrediction.Subject("n" + p, "p" + p),
              "malignancy",
              "fold-" + p % folds,
              LogisticRegression.probability(2 * logit),
              OptionalDouble.of(label),
              OptionalDouble.of(3 + p % 10)));
    }
    return predictions;
  }

  @Test
  void a_calibrator_of_other_folds_mends_what_is_too_sure() {
    JsonNode calibration =
        EvaluationReport.of(overconfident(4), List.of(MALIGNANCY), 1)
            .json()
            .at("/tasks/malignancy/calibration");
    assertThat(calibration.at("/before/slope/value").asDouble()).isBetween(0.35, 0.65);
    for (String kind : List.of("platt", "temperature")) {
      assertThat(calibration.path(kind).at("/slope/value").asDouble()).isBetween(0.8, 1.2);
      assertThat(calibration.path(kind).at("/brier/value").asDouble())
          .isLessThan(calibration.at("/before/brier/value").asDouble());
    }
    assertThat(calibration.at("/before/bins")).hasSize(10);
  }

  /** Held-out scores keep their promise, those of validation patients would be halved. */
  @Test
  void calibrators_come_from_validation_patients_where_every_fold_has_enough() {
    List<ScoredPrediction> strangers =
        overconfident(4).stream()
            .map(
                p ->
                    new ScoredPrediction(
                        new ScoredPrediction.Subject(
                            "v" + p.subject().cropId(), "v" + p.subject().patientId()),
                        p.task(),
                        p.model(),
                        p.prediction(),
                        p.label(),
                        p.diameterMm()))
            .toList();
    List<ScoredPrediction> judged =
        overconfident(4).stream()
            .map(
                p ->
                    new ScoredPrediction(
                        p.subject(),
                        p.task(),
                        p.model(),
                        new Calibrator.Temperature(2).probability(p.prediction()),
                        p.label(),
                        p.diameterMm()))
            .toList();
    JsonNode calibration = calibration(judged, strangers);
    assertThat(calibration.at("/platt/fitted_on").asText()).isEqualTo("validation patients");
    assertThat(calibration.at("/before/slope/value").asDouble()).isBetween(0.8, 1.2);
    assertThat(calibration.at("/temperature/slope/value").asDouble()).isBetween(1.6, 2.4);
    assertThat(calibration.path("before").has("fitted_on")).isFalse();

    List<ScoredPrediction> ofThreeFolds =
        strangers.stream().filter(p -> !p.model().equals("fold-2")).toList();
    JsonNode others = calibration(judged, ofThreeFolds);
    assertThat(others.at("/platt/fitted_on").asText())
        .isEqualTo("held-out predictions of the other folds");
    assertThat(others.at("/temperature/slope/value").asDouble()).isBetween(0.8, 1.2);

    JsonNode ofModel = ModelCalibration.of(strangers, judged, List.of(MALIGNANCY));
    assertThat(ofModel.at("/malignancy/temperature").asDouble()).isBetween(1.6, 2.4);
    assertThat(ofModel.at("/malignancy/fitted_on").asText()).isEqualTo("validation patients");
    JsonNode few = ModelCalibration.of(strangers.subList(0, 9), judged, List.of(MALIGNANCY));
    assertThat(few.at("/malignancy/temperature").asDouble()).isBetween(0.8, 1.2);
    assertThat(few.at("/malignancy/fitted_on").asText())
        .isEqualTo("held-out predictions of the folds");
  }

  private static JsonNode calibration(
      List<ScoredPrediction> judged, List<ScoredPrediction> validation) {
    return EvaluationReport.of(
            judged, List.of(MALIGNANCY), EvaluationOptions.of(1).withValidation(validation))
        .json()
        .at("/tasks/malignancy/calibration");
  }

  @Test
  void one_fold_alone_has_no_calibrator_that_has_not_seen_its_patients() {
    JsonNode platt =
        EvaluationReport.of(overconfident(1), List.of(MALIGNANCY), 1)
            .json()
            .at("/tasks/malignancy/calibration/platt/ece");
    assertThat(platt.path("value").isNull()).isTrue();
    assertThat(platt.path("why").asText()).startsWith("no calibrator that has not seen");
  }

  @Test
  void strangers_are_calibrated_by_what_model_json_holds() {
    List<ScoredPrediction> strangers =
        overconfident(1).stream()
            .map(
                p ->
                    new ScoredPrediction(
                        p.subject(), p.task(), "final", p.prediction(), p.label(), p.diameterMm()))
            .toList();
    EvaluationOptions options =
        EvaluationOptions.of(1)
            .withCalibration(ModelCalibration.of(List.of(), overconfident(4), List.of(MALIGNANCY)));
    JsonNode calibration =
        EvaluationReport.of(strangers, List.of(MALIGNANCY), options)
            .json()
            .at("/tasks/malignancy/calibration");
    assertThat(calibration.at("/platt/slope/value").asDouble()).isBetween(0.8, 1.2);
    assertThat(calibration.at("/temperature/slope/value").asDouble()).isBetween(0.8, 1.2);
    assertThat(calibration.at("/platt/fitted_on").asText())
        .isEqualTo("held-out predictions of the folds");
  }

  @Test
  void the_models_calibration_is_fitted_on_all_held_out_predictions() {
    JsonNode json = ModelCalibration.of(List.of(), overconfident(4), List.of(MALIGNANCY, TEXTURE));
    assertThat(json.at("/malignancy/temperature").asDouble()).isBetween(1.6, 2.4);
    assertThat(json.at("/malignancy/platt/slope").asDouble()).isBetween(0.4, 0.6);
    assertThat(json.at("/malignancy/n").asInt()).isEqualTo(400);
    assertThat(json.has("texture")).isFalse();
  }

  @Test
  void patients_of_a_group_get_figures_of_their_own_and_so_do_the_others() {
    Set<String> listed = new HashSet<>();
    for (int p = 0; p < 100; p++) {
      listed.add("p" + p);
    }
    EvaluationOptions options =
        EvaluationOptions.of(1).withGroups(List.of(new PatientGroup("early", listed)));
    JsonNode early =
        EvaluationReport.of(overconfident(4), List.of(MALIGNANCY), options)
            .json()
            .at("/tasks/malignancy/subgroups/early");
    assertThat(early.at("/listed/n").asInt()).isEqualTo(100);
    assertThat(early.at("/others/patients").asInt()).isEqualTo(300);
    assertThat(early.at("/listed/auc/value").asDouble()).isBetween(0.7, 0.95);
  }

  @Test
  void a_diameter_that_says_it_all_is_a_floor_whatever_its_direction() {
    List<ScoredPrediction> predictions = new ArrayList<>();
    for (int p = 0; p < 60; p++) { // small nodules are positive
      predictions.add(
          new ScoredPrediction(
              new ScoredPrediction.Subject("n" + p, "p" + p),
              "malignancy",
              "fold-" + p % 3,
              0.5,
              OptionalDouble.of(p % 2),
              OptionalDouble.of(p % 2 == 1 ? 4 : 12)));
    }
    JsonNode task =
        EvaluationReport.of(predictions, List.of(MALIGNANCY), 1).json().at("/tasks/malignancy");
    assertThat(task.at("/auc_diameter_alone/value").asDouble()).isZero();
    assertThat(task.at("/floors/diameter/auc/value").asDouble()).isEqualTo(1);
    assertThat(task.at("/floors/diameter/auc_gain/value").asDouble()).isEqualTo(-0.5);
    assertThat(task.at("/floors/ratings/auc/why").asText()).startsWith("no nodule has these");
    assertThat(task.at("/auc_size_matched/why").asText()).contains("are of one size");
  }

  @Test
  void pictures_lie_beside_their_numbers(@TempDir Path folder) throws Exception {
    EvaluationReport report = EvaluationReport.of(overconfident(4), List.of(MALIGNANCY), 1);
    report.writeInto(folder);
    for (String name : List.of("roc", "pr", "calibration", "decision")) {
      Path figures = folder.resolve("figures");
      assertThat(figures.resolve("malignancy-" + name + ".svg")).isRegularFile();
      assertThat(Files.readAllLines(figures.resolve("malignancy-" + name + ".csv")))
          .hasSizeGreaterThan(5)
          .first()
          .asString()
          .startsWith("series,");
    }
    assertThat(report.plot("malignancy-roc").orElseThrow().svg())
        .contains("400 nodules of 400 patients", "model: AUC 0.");
    assertThat(CardSection.markdown(report))
        .contains("### malignancy", "| temperature |", "| size | below 6 mm |");
  }
}
