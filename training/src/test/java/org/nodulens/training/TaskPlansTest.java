package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.LabelRule;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.vit.Task;
import org.nodulens.volumeio.FormatException;

class TaskPlansTest {
  @TempDir private Path folder;

  private CropSet labelled(String... values) throws IOException {
    SyntheticCrops set = new SyntheticCrops();
    for (int i = 0; i < values.length; i++) {
      set.add("patient-" + i, true);
      if (!values[i].isEmpty()) {
        set.withLabel("histology", values[i]);
      }
    }
    return set.write(folder.resolve("crops"));
  }

  private CropRecord rated(Integer... readings) throws IOException {
    Map<Rating, Readings> given = Map.of(Rating.MALIGNANCY, new Readings(List.of(readings)));
    return new SyntheticCrops()
        .add("patient", true, given)
        .write(folder.resolve("rated" + List.of(readings).hashCode()))
        .records()
        .get(0);
  }

  private static TaskPlan plan(String request, CropSet set) throws FormatException {
    return TaskPlans.of(TaskRequest.of(request), set);
  }

  private static Task task(String request, CropSet set) throws FormatException {
    return plan(request, set).fitted(set.records());
  }

  @Test
  void the_kind_of_a_label_is_seen_from_its_values() throws Exception {
    assertThat(task("histology", labelled("0", "1", "")).kind()).isEqualTo(Task.Kind.BINARY);
  }

  @Test
  void words_are_classes_in_their_order_and_a_label_is_a_classs_number() throws Exception {
    CropSet set = labelled("squamous", "adeno", "", "small");
    Task task = task("histology", set);
    assertThat(task.kind()).isEqualTo(Task.Kind.MULTICLASS);
    assertThat(task.classes()).containsExactly("adeno", "small", "squamous");
    assertThat(LabelRule.label(set.records().get(0), task)).hasValue(2);
    assertThat(LabelRule.label(set.records().get(2), task)).isEmpty();
    assertThat(plan("histology", set).target(set.records().get(3)))
        .contains(new TaskPlan.Target(1, 1));
  }

  @Test
  void numbers_are_a_regression_unless_classes_are_asked_for() throws Exception {
    CropSet set = labelled("1", "2", "3");
    assertThat(task("histology", set).scaling().mean()).isEqualTo(2);
    assertThat(task("histology:multiclass", set).outputs()).isEqualTo(3);
  }

  @Test
  void a_value_that_is_no_finite_number_fails_a_regression() throws Exception {
    CropSet set = labelled("1", "NaN", "3");
    assertThatThrownBy(() -> plan("histology:regression", set))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("label_histology")
        .hasMessageContaining("holds \"NaN\", not a finite number");
    assertThatThrownBy(() -> plan("histology:binary", set))
        .hasMessageContaining("holds \"3\", not 0 or 1");
  }

  @Test
  void malignancy_learns_from_all_readings_or_from_the_clear_ones() throws Exception {
    CropSet none = labelled("0", "1");
    CropRecord clear = rated(4, 5, 5, 2);
    CropRecord ambiguous = rated(3, 3, 4);
    CropRecord two = rated(5, 5);
    // mean 4: (4 - 1) / 4; 4, 5 and 5 lie within one step of it, 2 does not
    assertThat(plan("malignancy", none).target(clear)).contains(new TaskPlan.Target(0.75, 3));
    TaskPlan hard = plan("malignancy=median-no-3", none);
    assertThat(hard.target(clear)).contains(new TaskPlan.Target(1, 3));
    assertThat(hard.target(ambiguous)).isEmpty();
    assertThat(hard.target(two)).isEmpty();
    TaskPlan fromTwo = plan("malignancy=median-no-3:2", none);
    assertThat(fromTwo.target(two)).contains(new TaskPlan.Target(1, 2));
    Task task = fromTwo.fitted(List.of());
    assertThat(task.labelRule()).isEqualTo("median-no-3:2");
    assertThat(LabelRule.label(two, task)).hasValue(1);
    assertThat(plan("malignancy=soft:3", none).target(two)).isEmpty();
    assertThat(LabelRule.ambiguous(ambiguous, task).getAsDouble()).isEqualTo(10 / 3.0);
    assertThat(LabelRule.ambiguous(clear, task)).isEmpty();
  }

  @Test
  void malignancy_can_be_a_regression_from_1_to_5() throws Exception {
    CropSet none = labelled("0", "1");
    Task task = plan("malignancy:regression=mean:3", none).fitted(List.of());
    assertThat(task.kind()).isEqualTo(Task.Kind.REGRESSION);
    assertThat(task.labelRule()).isEqualTo("mean:3");
    assertThat(LabelRule.label(rated(1, 2, 5), task).getAsDouble()).isEqualTo(8 / 3.0);
    assertThat(LabelRule.label(rated(1, 2), task)).isEmpty();
  }

  @Test
  void kinds_and_rules_that_do_not_go_together_are_refused() throws Exception {
    CropSet none = labelled("0", "1");
    for (String request :
        List.of(
            "malignancy:regression=soft",
            "texture:multiclass",
            "texture=best",
            "diameter:binary",
            "histology=mean")) {
      assertThatThrownBy(() -> plan(request, none))
          .as(request)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> TaskRequest.of("malignancy=median-no-3:0"))
        .hasMessageContaining("a task is NAME");
  }
}
