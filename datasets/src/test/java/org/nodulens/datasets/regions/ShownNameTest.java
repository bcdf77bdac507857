package org.nodulens.datasets.regions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GTV-1",
        "GTVp",
        "gtv_2a",
        "Lung-Left",
        "Spinal-Cord",
        "Neoplasm, Primary",
        "R lung GTV (1)"
      })
  void words_of_anatomy_and_planning_are_shown(String name) {
    assertThat(ShownName.of(name)).contains(name);
    assertThat(ShownName.quoted(name)).isEqualTo('"' + name + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Doe^Jane",
        "GTV Doe",
        "GTV 4711",
        "GTV 12-345-6",
        "Jane",
        "GTV-\u00e9",
        "GTV\nDoe",
        "lung lung lung lung lung lung lung lung lung lung lung"
      })
  void persons_names_numbers_and_whatever_else_are_not(String name) {
    assertThat(ShownName.of(name)).isEmpty();
    assertThat(ShownName.quoted(name)).isEqualTo("a name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void no_name_is_said_to_be_none(String name) {
    assertThat(ShownName.quoted(name)).isEqualTo("without a name");
  }
}
