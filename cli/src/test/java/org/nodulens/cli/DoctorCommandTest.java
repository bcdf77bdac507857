package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  @Test
  void a_machine_that_passes_the_tests_is_healthy() {
    Run run = Run.of("doctor");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as(run.out()).isEqualTo(0);
    assertThat(run.out())
        .contains("ok     Java: " + System.getProperty("java.version"))
        .contains("ok     engine onnxruntime: runs the embedded model")
        .contains("ok     --precision int8: onnxruntime")
        .containsPattern("\\d+ looked at, 0 broken\n$");
  }
}
