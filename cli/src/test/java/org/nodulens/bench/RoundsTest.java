package org.nodulens.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a clock that the contenders themselves move. */
class RoundsTest {
  private long now;
  private final List<String> order = new ArrayList<>();

  private Contender contender(String name, long... milliseconds) {
    int[] run = {0};
    return new Contender(
        "part",
        name,
        () -> {
          order.add(name);
          now += 1_000_000 * milliseconds[Math.min(run[0]++, milliseconds.length - 1)];
        });
  }

  private List<Measured> measure(int rounds, Contender... contenders) throws IOException {
    return new Rounds(rounds, /* warmUp= */ 5_000_000, () -> now).of(List.of(contenders));
  }

  @Test
  void contenders_take_turns_and_the_warming_up_does_not_count() throws IOException {
    List<Measured> measured = measure(3, contender("a", 900, 3, 1, 2), contender("b", 10));
    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    assertThat(measured.get(0).milliseconds()).containsExactly(1, 2, 3);
    assertThat(measured.get(0).medianMs()).isEqualTo(2);
    assertThat(measured.get(0).fastestMs()).isEqualTo(1);
    assertThat(measured.get(1).medianMs()).isEqualTo(10);
  }

  @Test
  void a_fast_one_is_warmed_up_by_several_runs() throws IOException {
    List<Measured> measured = measure(1, contender("a", 2, 2, 2, 1)); // 2 + 2 + 2 >= 5
    assertThat(order).containsExactly("a", "a", "a", "a");
    assertThat(measured.get(0).milliseconds()).containsExactly(1);
  }

  @Test
  void one_that_takes_longer_than_half_a_minute_runs_once_beside_the_warming_up()
      throws IOException {
    List<Measured> measured = measure(3, contender("slow", 31_000), contender("fast", 1));
    assertThat(measured.get(0).runs()).isEqualTo(1);
    assertThat(measured.get(1).runs()).isEqualTo(3);
  }

  @Test
  void ratios_are_to_the_first_of_the_part_and_to_the_full_backward_pass() throws IOException {
    List<Measured> measured =
        measure(
            1, contender("forward", 4), contender("map", 5), contender(NetworkBench.BACKWARD, 20));
    var report =
        new BenchReport(
            measured, List.of(), Map.of("processors", "2"), List.of("torch: not there"));
    assertThat(report.timesReference(measured.get(1))).isCloseTo(1.25, within(1e-9)); // 5 / 4
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    assertThat(text.toString())
        .containsPattern("map +1\\.25 +4\\.0 +5\\.0 +200\\.00 +1") // 20 / 5; 1000 / 5
        .contains("not measured: torch: not there", "processors: 2");
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    report.write(json);
    assertThat(json.toString(StandardCharsets.UTF_8))
        .contains("\"nodulens-bench/1\"", "\"peer_over_it\" : 4.0", "\"times_first\" : 1.25");
  }
}
