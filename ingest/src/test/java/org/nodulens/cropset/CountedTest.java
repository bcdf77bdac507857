package org.nodulens.cropset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void one_is_singular_and_all_else_is_plural() {
    assertThat(Counted.of(1, "nodule")).isEqualTo("1 nodule");
    assertThat(Counted.of(0, "nodule")).isEqualTo("0 nodules");
    assertThat(Counted.of(2, "nodule")).isEqualTo("2 nodules");
    assertThat(Counted.of(1, "pass", "passes")).isEqualTo("1 pass");
    assertThat(Counted.of(32, "pass", "passes")).isEqualTo("32 passes");
  }
}
