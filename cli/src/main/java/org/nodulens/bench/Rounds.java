package org.nodulens.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs contenders in turn, round after round, so that whatever else the machine does meets them
 * all. Each is warmed up by a run that does not count; one that takes long is run less often.
 */
public final class Rounds {
  /** A contender gets no further round once it has taken so long in all. */
  private static final long MOST_NANOSECONDS = 30_000_000_000L;

  private final int rounds;
  private final LongSupplier nanoseconds;

  /**
   * Rounds to come.
   *
   * @param nanoseconds the clock
   */
  public Rounds(int rounds, LongSupplier nanoseconds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("at least one round is needed, got " + rounds);
    }
    this.rounds = rounds;
    this.nanoseconds = nanoseconds;
  }

  /** Times of each, in their order. */
  public List<Measured> of(List<Contender> contenders) throws IOException {
    Map<Contender, List<Long>> times = new LinkedHashMap<>();
    Map<Contender, Long> spent = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      spent.put(contender, time(contender));
    }
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : contenders) {
        if (round == 0 || spent.getOrDefault(contender, 0L) < MOST_NANOSECONDS) {
          long time = time(contender);
          times.computeIfAbsent(contender, one -> new ArrayList<>()).add(time);
          spent.merge(contender, time, Long::sum);
        }
      }
    }
    List<Measured> measured = new ArrayList<>();
    times.forEach(
        (contender, each) ->
            measured.add(
                Measured.of(contender, each.stream().mapToDouble(t -> t / 1e6).toArray())));
    return measured;
  }

  private long time(Contender contender) throws IOException {
    long start = nanoseconds.getAsLong();
    contender.work().run();
    return nanoseconds.getAsLong() - start;
  }
}
