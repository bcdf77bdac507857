package org.nodulens.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregationTest {
  private static CropResult crop(int number, ScoreRow... rows) {
    ScoreRow.Subject subject =
        new ScoreRow.Subject("crop-" + number, "patient-" + number / 2, "final");
    List<ScoreRow> own = new ArrayList<>();
    for (ScoreRow row : rows) {
      own.add(new ScoreRow(subject, row.method(), row.task(), row.score(), row.value()));
    }
    return new CropResult(own, List.of());
  }

  private static ScoreRow row(String method, String task, String score, double value) {
    return new ScoreRow(new ScoreRow.Subject("", "", ""), method, task, score, value);
  }

  private static Aggregate one(List<Aggregate> all, String method, String task) {
    return all.stream()
        .filter(a -> a.method().equals(method) && a.task().equals(task))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_crop_counts_once_with_the_mean_of_its_tasks() {
    List<Aggregate> all =
        Aggregation.of(
            List.of(
                crop(0, row("cdam", "a", "box", 1), row("cdam", "b", "box", 0)),
                crop(1, row("cdam", "a", "box", 0))),
            "cdam",
            Map.of(),
            1);
    // (1 + 0) / 2 and 0: 0.25; task a alone: 0.5 of two crops of one patient
    assertThat(one(all, "cdam", Aggregate.ALL_TASKS).value()).isCloseTo(0.25, within(1e-12));
    assertThat(one(all, "cdam", "a").value()).isCloseTo(0.5, within(1e-12));
    assertThat(one(all, "cdam", "a").patients()).isEqualTo(1);
    assertThat(one(all, "cdam", "b").crops()).isEqualTo(1);
  }

  @Test
  void an_area_is_divided_by_its_tasks_own_unit() {
    List<Aggregate> all =
        Aggregation.of(
            List.of(crop(0, row("cdam", "a", "area", 3), row("cdam", "b", "area", 4))),
            "cdam",
            Map.of("a", 3.0, "b", 2.0),
            1);
    assertThat(one(all, "cdam", Aggregate.ALL_TASKS).value()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void a_method_that_is_better_in_every_crop_differs_beyond_chance() {
    List<CropResult> results = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      results.add(
          crop(
              i,
              row("cdam", "a", "box", i),
              row("better", "a", "box", i + 1),
              row("same", "a", "box", i)));
    }
    List<Aggregate> all = Aggregation.of(results, "cdam", Map.of(), 1);
    Aggregate.Difference better = one(all, "better", "a").difference().orElseThrow();
    assertThat(better.value()).isCloseTo(1, within(1e-9));
    assertThat(better.interval().low()).isCloseTo(1, within(1e-9));
    // none of 2,000 resamples at or below 0: 2 * 1 / 2001, times the two methods tested
    assertThat(better.p()).isCloseTo(2.0 / 2001, within(1e-12));
    assertThat(better.holm()).isCloseTo(4.0 / 2001, within(1e-12));
    Aggregate.Difference same = one(all, "same", "a").difference().orElseThrow();
    assertThat(same.value()).isZero();
    assertThat(same.holm()).isEqualTo(1);
    assertThat(one(all, "cdam", "a").difference()).isEmpty();
  }

  @Test
  void layers_go_from_the_head_down() {
    assertThat(RandomizedLayers.layer("head.weight", 6)).isZero();
    assertThat(RandomizedLayers.layer("head.fc1.bias", 6)).isZero();
    assertThat(RandomizedLayers.layer("norm.weight", 6)).isEqualTo(1);
    assertThat(RandomizedLayers.layer("blocks.5.norm1.weight", 6)).isEqualTo(1);
    assertThat(RandomizedLayers.layer("blocks.0.attn.qkv.weight", 6)).isEqualTo(6);
    assertThat(RandomizedLayers.layer("pos_embed", 6)).isEqualTo(7);
  }
}
