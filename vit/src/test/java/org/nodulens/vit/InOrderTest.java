package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  @Test
  void results_come_in_the_items_order_although_a_later_item_is_done_first() throws Exception {
    CountDownLatch secondDone = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();
    InOrder.run(
        ITEMS,
        item -> {
          if (item == 0) {
            await(secondDone);
          } else if (item == 1) {
            secondDone.countDown();
          }
          return 2 * item;
        },
        taken::add,
        2);
    assertThat(taken).isEqualTo(ITEMS.stream().map(item -> 2 * item).toList());
  }

  @Test
  void at_most_two_items_a_thread_are_begun_and_not_handed_over() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    int[] taken = {0};
    InOrder.run(
        ITEMS,
        item -> {
          begun.incrementAndGet();
          return item;
        },
        result -> assertThat(begun.get()).isLessThanOrEqualTo(++taken[0] + 5),
        3);
    assertThat(taken[0]).isEqualTo(100);
  }

  @Test
  void a_fault_is_thrown_as_it_was_and_nothing_more_is_begun() {
    AtomicInteger begun = new AtomicInteger();
    List<Integer> taken = new ArrayList<>();
    assertThatThrownBy(
            () ->
                InOrder.run(
                    ITEMS,
                    item -> {
                      begun.incrementAndGet();
                      if (item == 3) {
                        throw new IOException("item 3 is broken");
                      }
                      return item;
                    },
                    taken::add,
                    2))
        .isInstanceOf(IOException.class)
        .hasMessage("item 3 is broken");
    assertThat(taken).containsExactly(0, 1, 2);
    assertThat(begun.get()).isLessThanOrEqualTo(7);
    assertThatThrownBy(
            () ->
                InOrder.<Integer, Integer>run(
                    ITEMS,
                    item -> {
                      throw new SeenPatientException("seen");
                    },
                    taken::add,
                    2))
        .isInstanceOf(SeenPatientException.class);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
