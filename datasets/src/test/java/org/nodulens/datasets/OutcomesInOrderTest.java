package org.nodulens.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutcomesInOrderTest {
  private static final int TASKS = 40;

  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  /** The first one waits to be let go; the others end at once. */
  private final class Task implements SeriesTask {
    private final int number;
    private final CountDownLatch ended;

    Task(int number, CountDownLatch ended) {
      this.number = number;
      this.ended = ended;
    }

    @Override
    public String seriesUid() {
      return "1.2." + number;
    }

    @Override
    public SeriesOutcome run(CropOptions options) throws IOException {
      begun.incrementAndGet();
      if (number == 0) {
        awaitPatiently(firstMayEnd);
      }
      ended.countDown();
      return new SeriesOutcome.Ingested(List.of(), List.of());
    }
  }

  private static void awaitPatiently(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Test
  void too_little_memory_is_no_fault_of_the_series() {
    SeriesTask large =
        new SeriesTask() {
          @Override
          public String seriesUid() {
            return "1.2";
          }

          @Override
          public SeriesOutcome run(CropOptions options) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    try (OutcomesInOrder outcomes = new OutcomesInOrder(List.of(large), CropOptions.DEFAULT, 1)) {
      assertThatThrownBy(outcomes::next).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void a_slow_series_is_waited_for_with_two_series_a_thread_begun_and_no_more() throws Exception {
    int jobs = 3;
    CountDownLatch othersEnded = new CountDownLatch(2 * jobs - 1);
    List<SeriesTask> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(new Task(i, othersEnded));
    }
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (OutcomesInOrder outcomes = new OutcomesInOrder(tasks, CropOptions.DEFAULT, jobs)) {
      var first = reader.submit(outcomes::next);
      // Two threads are free, and have run all that may be begun: five behind the first.
      awaitPatiently(othersEnded);
      assertThat(begun).hasValue(2 * jobs);
      assertThat(first).isNotDone();
      firstMayEnd.countDown();
      first.get(60, TimeUnit.SECONDS);
      for (int handedOver = 1; handedOver < TASKS; handedOver++) {
        outcomes.next();
        assertThat(begun.get()).isLessThanOrEqualTo(handedOver + 2 * jobs);
      }
    } finally {
      reader.shutdownNow();
    }
  }
}
