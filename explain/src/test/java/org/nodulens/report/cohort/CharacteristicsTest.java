package org.nodulens.report.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacteristicsTest {
  @TempDir private Path folder;
  private CohortTable table;

  @BeforeEach
  void describe() throws IOException {
    table =
        Characteristics.of(
            CaseFlow.of(HandMadeSet.write(folder.resolve("set")), List.of(HandMadeSet.MALIGNANCY)));
  }

  /** The words of a row, without its group and name. */
  private List<String> row(String group, String name) {
    return table.rows().stream()
        .filter(row -> row.get(0).text().equals(group) && row.get(1).text().equals(name))
        .findFirst()
        .orElseThrow()
        .stream()
        .skip(2)
        .map(Cell::text)
        .toList();
  }

  @Test
  void columns_are_all_nodules_then_classes_then_those_without_a_label() {
    assertThat(table.header().subList(2, table.header().size()))
        .containsExactly(
            "all",
            "malignancy positive",
            "malignancy negative",
            "malignancy ambiguous",
            "without label");
    assertThat(row("Counts", "Nodules")).containsExactly("6", "2", "2", "1", "1");
    assertThat(row("Counts", "Patients")).containsExactly("4", "1", "2", "1", "1");
  }

  @Test
  void sizes_have_their_quartiles_and_groups() {
    // 5 6 7 8 10 16: places 1.25, 2.5, 3.75 of 0 ... 5 are 6.25, 7.5, 9.5
    assertThat(row("Diameter", "Median, mm"))
        .containsExactly(
            "7.5 (6.3 to 9.5)",
            "13.0 (11.5 to 14.5)", // 10 and 16
            "6.0 (5.5 to 6.5)", // 5 and 7
            "6.0 (6.0 to 6.0)",
            "8.0 (8.0 to 8.0)");
    assertThat(row("Diameter", "below 6 mm").get(0)).isEqualTo("1 (16.7 %)");
    assertThat(row("Diameter", "6 to 8 mm").get(0)).isEqualTo("2 (33.3 %)"); // 6 and 7
    assertThat(row("Diameter", "8 to 15 mm").get(0)).isEqualTo("2 (33.3 %)"); // 8 and 10
    assertThat(row("Diameter", "15 mm and more").get(0)).isEqualTo("1 (16.7 %)");
  }

  @Test
  void readers_ratings_and_textures_are_counted() {
    assertThat(row("Readers who marked the nodule", "2").get(0)).isEqualTo("1 (16.7 %)");
    assertThat(row("Readers who marked the nodule", "3").get(0)).isEqualTo("3 (50.0 %)");
    assertThat(row("Readers who marked the nodule", "4").get(0)).isEqualTo("2 (33.3 %)");
    // mean textures 5 3 1 5 5 4
    assertThat(row("Texture, by the mean rating", "non-solid").get(0)).isEqualTo("1 (16.7 %)");
    assertThat(row("Texture, by the mean rating", "part-solid").get(0)).isEqualTo("1 (16.7 %)");
    assertThat(row("Texture, by the mean rating", "solid").get(0)).isEqualTo("4 (66.7 %)");
    // mean malignancy of the positive ones: 4.5 and 11/3
    assertThat(row("Readers' ratings", "Malignancy, 1 to 5").get(1))
        .isEqualTo("4.08 (3.88 to 4.29)");
  }

  @Test
  void scanners_stand_where_the_crop_set_names_them() {
    assertThat(row("Scanner", "A").get(0)).isEqualTo("3 (50.0 %)");
    assertThat(row("Scanner", "B").get(0)).isEqualTo("2 (33.3 %)");
  }

  @Test
  void a_file_has_a_column_for_each_number_of_a_figure() {
    List<List<String>> csv = table.csv();
    assertThat(csv.get(0)).startsWith("characteristic", "value", "all", "all low", "all high");
    assertThat(csv)
        .anySatisfy(
            row ->
                assertThat(row).startsWith("Diameter", "Median, mm", "7.5", "6.25", "9.5", "13"));
    assertThat(csv).allSatisfy(row -> assertThat(row).hasSameSizeAs(csv.get(0)));
  }
}
