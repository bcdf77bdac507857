package org.nodulens.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MulticlassReportTest {
  private static final List<String> CLASSES = List.of("adeno", "squamous", "small-cell", "other");

  private static Cases cases(int... labels) {
    List<ScoredPrediction> all = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      all.add(
          new ScoredPrediction(
              new ScoredPrediction.Subject("n" + i, "p" + i),
              "histology",
              "fold-0",
              0,
              OptionalDouble.of(labels[i]),
              OptionalDouble.empty()));
    }
    return new Cases(all, EvaluationOptions.of(1));
  }

  private static ObjectNode report(double[][] probabilities, int... labels) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new MulticlassReport(cases(labels), probabilities, CLASSES).write(json);
    return json;
  }

  @Test
  void accuracy_kappa_and_the_mean_area_by_hand() {
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    double[][] probabilities = new double[12][];
    for (int i = 0; i < 12; i++) {
      probabilities[i] = new double[] {0.1, 0.1, 0.1, 0};
      probabilities[i][labels[i]] = 0.8;
    }
    probabilities[0] = new double[] {0.1, 0.8, 0.1, 0}; // one of the first class taken for another
    ObjectNode json = report(probabilities, labels);
    assertThat(json.at("/accuracy/value").asDouble()).isCloseTo(11.0 / 12, within(1e-12));
    // chance: (3 * 4 + 5 * 4 + 4 * 4) / 144 = 1/3; (11/12 - 1/3) / (2/3)
    assertThat(json.at("/kappa/value").asDouble()).isCloseTo(7.0 / 8, within(1e-12));
    // first class: three of four above all eight, one level with them: (3 + 1/2) / 4;
    // second: four above seven, level with one of eight: (7 + 1/2) / 8; third: perfect
    assertThat(json.at("/classes/adeno/auc/value").asDouble()).isCloseTo(7.0 / 8, within(1e-12));
    assertThat(json.at("/classes/squamous/auc/value").asDouble())
        .isCloseTo(15.0 / 16, within(1e-12));
    assertThat(json.at("/auc_macro/value").asDouble())
        .isCloseTo((14 + 15 + 16) / 48.0, within(1e-12));
    assertThat(json.at("/classes/adeno/recall/value").asDouble()).isEqualTo(0.75);
  }

  @Test
  void a_class_that_nobody_has_is_said_and_left_out_of_the_mean() {
    int[] labels = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    double[][] probabilities = new double[12][];
    for (int i = 0; i < 12; i++) {
      probabilities[i] = labels[i] == 0 ? new double[] {1, 0, 0, 0} : new double[] {0, 1, 0, 0};
    }
    ObjectNode json = report(probabilities, labels);
    assertThat(json.at("/auc_macro/value").asDouble()).isEqualTo(1);
    assertThat(json.at("/classes/other/n").asInt()).isZero();
    assertThat(json.at("/classes/other/auc/value").isNull()).isTrue();
  }

  @Test
  void one_class_only_and_nothing_at_all_are_said() {
    double[][] probabilities = new double[12][4];
    assertThat(report(probabilities, new int[12]).at("/accuracy/why").asText())
        .isEqualTo("one class only: adeno");
    assertThat(report(new double[0][]).at("/accuracy/why").asText()).startsWith("too small");
  }
}
