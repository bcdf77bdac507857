package org.nodulens.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.nodulens.nodule.Readings;
import org.nodulens.report.SizeRow.Side;

class SizeRulesTest {
  private static NoduleSize axes(double longMm, double shortMm) {
    return new NoduleSize(longMm, shortMm, OptionalDouble.empty());
  }

  private static String category(NoduleSize size, Composition composition) {
    return LungRadsRules.row(size, composition).says();
  }

  @Test
  void fleischner_rounds_the_mean_of_the_axes_to_whole_millimetres() {
    // (6.0 + 4.9) / 2 = 5.45 -> 5: below 6;  (6.0 + 5.0) / 2 = 5.5 -> 6
    assertThat(FleischnerRules.rows(axes(6.0, 4.9), Composition.SOLID).get(0).size())
        .startsWith("< 6 mm");
    assertThat(FleischnerRules.rows(axes(6.0, 5.0), Composition.SOLID).get(0).size())
        .startsWith("6 to 8 mm");
    // (9 + 7.9) / 2 = 8.45 -> 8;  (9 + 8) / 2 = 8.5 -> 9: above 8
    assertThat(FleischnerRules.rows(axes(9, 7.9), Composition.SOLID).get(0).size())
        .startsWith("6 to 8 mm");
    assertThat(FleischnerRules.rows(axes(9, 8), Composition.SOLID).get(0).size())
        .startsWith("> 8 mm");
  }

  @Test
  void fleischner_follows_part_solid_sooner_than_ground_glass_and_has_no_masses() {
    assertThat(FleischnerRules.rows(axes(8, 6), Composition.GROUND_GLASS).get(0).says())
        .startsWith("CT at 6 to 12 months");
    assertThat(FleischnerRules.rows(axes(8, 6), Composition.PART_SOLID).get(0).says())
        .startsWith("CT at 3 to 6 months");
    assertThat(FleischnerRules.rows(axes(5, 4), Composition.PART_SOLID).get(0).says())
        .isEqualTo("no routine follow-up");
    assertThat(FleischnerRules.rows(axes(40, 30), Composition.SOLID)).isEmpty();
  }

  @Test
  void lung_rads_reads_the_mean_to_a_tenth() {
    // 5.94 -> 5.9: category 2;  5.96 -> 6.0: 3;  7.96 -> 8.0: 4A;  14.94 -> 14.9: 4A;  15: 4B
    assertThat(category(axes(5.94, 5.94), Composition.SOLID)).isEqualTo("category 2");
    assertThat(category(axes(5.96, 5.96), Composition.SOLID)).isEqualTo("category 3");
    assertThat(category(axes(7.96, 7.96), Composition.SOLID)).isEqualTo("category 4A");
    assertThat(category(axes(14.94, 14.94), Composition.SOLID)).isEqualTo("category 4A");
    assertThat(category(axes(16, 14), Composition.SOLID)).isEqualTo("category 4B");
  }

  @Test
  void lung_rads_leaves_part_solid_open_where_the_solid_part_was_not_measured() {
    assertThat(category(axes(5, 5), Composition.PART_SOLID)).isEqualTo("category 2");
    assertThat(category(axes(9, 9), Composition.PART_SOLID))
        .contains("3", "4A", "4B", "not measured");
    assertThat(category(axes(29, 29), Composition.GROUND_GLASS)).isEqualTo("category 2");
    assertThat(category(axes(30, 30), Composition.GROUND_GLASS)).isEqualTo("category 3");
  }

  @Test
  void a_volume_that_falls_into_another_row_is_told() {
    // a sphere of 8.4 mm has 310 mm³: diameter 8 -> row 6 to 8, volume above 250
    var rules =
        new SizeRules(new NoduleSize(8.4, 8.4, OptionalDouble.of(310)), List.of(Composition.SOLID));
    assertThat(rules.volumeSaysOtherwise())
        .containsExactly(
            "Fleischner 2017: by its volume a solid nodule falls one row higher than by its"
                + " diameter.");
    // Lung-RADS: 8.4 mm and 310 mm³ are both of category 4A: nothing to tell
  }

  @Test
  void opposite_ends_disagree_and_the_middle_does_not() {
    var small = new SizeRules(axes(4, 4), List.of(Composition.SOLID));
    assertThat(small.disagreement(0.7).orElseThrow()).contains("0.5 or more", "lowest row");
    assertThat(small.disagreement(0.2)).isEmpty();
    var large = new SizeRules(axes(20, 18), List.of(Composition.SOLID));
    assertThat(large.disagreement(0.2).orElseThrow()).contains("below 0.5", "highest row");
    assertThat(large.disagreement(0.5)).isEmpty();
    var middle = new SizeRules(axes(7, 7), List.of(Composition.SOLID));
    assertThat(middle.disagreement(0.01)).isEmpty();
    assertThat(middle.disagreement(0.99)).isEmpty();
  }

  @Test
  void composition_is_what_readers_say_and_anything_where_none_do() {
    assertThat(Composition.possible(new Readings(List.of(5, 5, 4))))
        .containsExactly(Composition.SOLID);
    assertThat(Composition.possible(new Readings(List.of(1, 1, 3))))
        .containsExactly(Composition.GROUND_GLASS);
    assertThat(Composition.possible(new Readings(List.of(2, 3))))
        .containsExactly(Composition.PART_SOLID);
    assertThat(Composition.possible(Readings.NONE)).containsExactly(Composition.values());
  }

  @Test
  void every_row_says_what_it_is_meant_for() {
    var rules = new SizeRules(axes(7, 6), List.of(Composition.values()));
    assertThat(rules.rows()).hasSize(8); // single solid, several solid, 2 single, 1 several; 3
    assertThat(rules.rows()).allSatisfy(row -> assertThat(row.preconditions()).isNotBlank());
    assertThat(rules.rows()).extracting(SizeRow::side).doesNotContain(Side.HIGHEST);
  }
}
