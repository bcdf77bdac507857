package org.nodulens.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nodulens.dicom.objects.Algorithm;
import org.nodulens.dicom.objects.Measurement;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

class TaskScaleTest {
  private static Prediction predicted(String name, String unit, double value) {
    Task task =
        new Task(name, 1, Task.Kind.REGRESSION, unit, Task.Scaling.NONE, "mean", Optional.of(0.75));
    return new Prediction(task, value, value);
  }

  private static String shown(String name, String unit, double value) {
    return Shown.prediction(predicted(name, unit, value));
  }

  /** Calcification has six steps, spiculation five; a name that is no rating has no known scale. */
  @Test
  void a_number_beyond_the_scale_is_shown_as_its_end_and_said_to_be() {
    assertThat(shown("calcification", "rating", 6.04))
        .isEqualTo("6.00 of 6 (network: 6.04, beyond the scale)");
    assertThat(shown("spiculation", "rating", 0.25))
        .isEqualTo("1.00 of 5 (network: 0.25, beyond the scale)");
    assertThat(shown("spiculation", "rating", 4.5)).isEqualTo("4.50 of 5");
    assertThat(shown("diameter", "mm", -0.31))
        .isEqualTo("0.0 mm (network: -0.3 mm, beyond the scale)");
    assertThat(shown("likeness", "rating", 7)).isEqualTo("7.00");
  }

  @Test
  void a_spread_ends_where_the_scale_ends() {
    Task task = predicted("calcification", "rating", 6).task();
    Spread spread = Spread.of(List.of(5.5, 6.5));
    assertThat(Shown.range(task, spread)).isEqualTo("5.50 to 6.00");
  }

  /** What readers differ by is no point of the scale: 0.75 stays. */
  @Test
  void a_difference_is_not_bounded() {
    assertThat(Shown.value(predicted("texture", "rating", 3).task(), 0.75)).isEqualTo("0.75");
  }

  @Test
  void a_structured_report_has_the_end_of_the_scale_and_the_number_before() {
    Algorithm by = new Algorithm("net", "1", List.of("model x"));
    Measurement beyond =
        DicomMeasurements.of(
            new DicomCase.Predicted(
                predicted("calcification", "rating", 6.04), OptionalDouble.empty()),
            by);
    assertThat(beyond.value()).isEqualTo(6);
    assertThat(beyond.algorithm().orElseThrow().parameters())
        .containsExactly("model x", "6.040 before it was bounded to its scale");
    Measurement within =
        DicomMeasurements.of(
            new DicomCase.Predicted(
                predicted("calcification", "rating", 5.9), OptionalDouble.empty()),
            by);
    assertThat(within.value()).isEqualTo(5.9);
    assertThat(within.algorithm()).contains(by);
  }
}
