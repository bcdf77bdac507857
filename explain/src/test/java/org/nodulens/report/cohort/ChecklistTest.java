package org.nodulens.report.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChecklistTest {
  private static List<String> numbers(Checklist checklist) {
    return checklist.items().stream().map(Checklist.Item::number).toList();
  }

  @Test
  void claim_has_its_44_items() throws IOException {
    assertThat(numbers(Checklist.claim()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 44).mapToObj(Integer::toString).toList());
  }

  @Test
  void tripod_ai_has_its_27_items_in_52_parts() throws IOException {
    assertThat(numbers(Checklist.tripodAi()))
        .containsExactly(
            ("1 2 3a 3b 3c 4 5a 5b 6a 6b 6c 7 8a 8b 8c 9a 9b 9c 10 11 12a 12b 12c 12d 12e 12f 12g 13"
                    + " 14 15 16 17 18a 18b 18c 18d 18e 18f 19 20a 20b 20c 21 22 23a 23b 24 25 26 27a"
                    + " 27b 27c")
                .split(" ", -1));
  }

  @Test
  void an_item_is_filled_in_left_in_part_or_left_to_the_author() throws IOException {
    Checklist claim = Checklist.claim();
    Map<String, String> facts =
        Map.of("disjoint", "by patient", "technology", "Vision Transformer", "start", "random");
    List<List<Cell>> rows = claim.table(facts).rows();
    assertThat(row(rows, "20")).startsWith("filled in", "by patient", "");
    assertThat(row(rows, "1")).startsWith("in part", "Vision Transformer", "the title");
    assertThat(row(rows, "44")).startsWith("author", "", "funding");
    assertThat(row(rows, "31").get(0)).isEqualTo("author"); // no benchmark of maps
    assertThat(claim.spokenTo(facts)).isEqualTo(3); // 1, 20 and 24
  }

  @Test
  void what_no_fact_speaks_to_is_the_authors_altogether() throws IOException {
    for (Checklist checklist : List.of(Checklist.claim(), Checklist.tripodAi())) {
      assertThat(checklist.table(Map.of()).rows())
          .allSatisfy(
              row -> {
                assertThat(row.get(3).text()).isEqualTo("author");
                assertThat(row.get(5).text()).isNotEmpty();
              });
    }
  }

  /** Status, what the run says, what is left. */
  private static List<String> row(List<List<Cell>> rows, String number) {
    return rows.stream()
        .filter(row -> row.get(1).text().equals(number))
        .findFirst()
        .orElseThrow()
        .stream()
        .skip(3)
        .map(Cell::text)
        .toList();
  }
}
