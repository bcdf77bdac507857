package org.nodulens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final AtomicLong clockNs = new AtomicLong();

  private Progress progress(long total) {
    return new ProgressLines(
        "training", total, "epochs", new PrintStream(printed, true, UTF_8), clockNs::get);
  }

  private void afterSeconds(long seconds) {
    clockNs.addAndGet(seconds * 1_000_000_000L);
  }

  @Test
  void lines_come_at_most_every_five_seconds_and_once_at_the_end() {
    try (Progress progress = progress(10)) {
      for (int i = 0; i < 10; i++) {
        afterSeconds(2);
        progress.step();
      }
    }
    // a step every 2 s: lines at 6 s (3 done, 7 x 2 s left), 12 s, 18 s; the end at 20 s
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            training: 3 of 10 epochs (30 %), about 14 s left
            training: 6 of 10 epochs (60 %), about 8 s left
            training: 9 of 10 epochs (90 %), about 2 s left
            training: 10 of 10 epochs in 20 s
            """);
  }

  @Test
  void no_time_is_promised_before_a_hundredth_is_done() {
    try (Progress progress = progress(1000)) {
      afterSeconds(240);
      progress.step(9);
      afterSeconds(10);
      progress.step(1);
    }
    // 10 of 1,000 in 250 s: 990 more in 24,750 s
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            training: 9 of 1000 epochs (0 %)
            training: 10 of 1000 epochs (1 %), about 24750 s left
            training: 10 of 1000 epochs in 250 s
            """);
  }

  @Test
  void an_unknown_total_is_counted_without_a_share() {
    try (Progress progress = progress(-1)) {
      afterSeconds(7);
      progress.step(812);
    }
    assertThat(printed.toString(UTF_8))
        .isEqualTo("training: 812 epochs\ntraining: 812 epochs in 7 s\n");
  }
}
