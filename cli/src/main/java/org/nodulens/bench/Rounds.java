package org.nodulens.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Runs contenders in turn, round after round, so that whatever else the machine does meets them
 * all. Each is warmed up by runs that do not count; one that takes long is run less often.
 */
public final class Rounds {
  /** A contender gets no further round once it has taken so long in all. */
  private static final long MOST_NANOSECONDS = 30_000_000_000L;

  private final int rounds;
  private final long warmUp;
  private final LongSupplier nanoseconds;

  /**
   * Rounds to come.
   *
   * @param warmUp for how many nanoseconds each is run before, once at least
   * @param nanoseconds the clock
   */
  public Rounds(int rounds, long warmUp, LongSupplier nanoseconds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("at least one round is needed, got " + rounds);
    }
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.nanoseconds = nanoseconds;
  }

  /** Times of each, in their order. */
  public List<Measured> of(List<Contender> contenders) throws IOException {
    Map<Contender, List<Long>> times = new LinkedHashMap<>();
    Map<Contender, Long> spent = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      long warm = 0;
      do {
        warm += time(contender);
      } while (warm < warmUp);
      spent.put(contender, warm);
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
