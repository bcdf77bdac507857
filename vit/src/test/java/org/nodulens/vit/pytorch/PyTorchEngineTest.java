package org.nodulens.vit.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the engine sees to before DJL is asked for anything. */
class PyTorchEngineTest {
  @Test
  void djl_stays_off_the_network_whoever_started_the_process() {
    String given = System.clearProperty(PyTorchEngine.OFFLINE);
    try {
      assertThat(new PyTorchEngine().id()).isEqualTo("pytorch");
      assertThat(System.getProperty(PyTorchEngine.OFFLINE)).isEqualTo("true");
    } finally {
      if (given != null) {
        System.setProperty(PyTorchEngine.OFFLINE, given);
      }
    }
  }
}
