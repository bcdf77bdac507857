package org.nodulens.vit.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.vit.ModelFormatException;

/** The stack, its marks and the memo of a pickle being read. */
final class PickleStack {
  /** A training checkpoint of ViT-L has some 50,000; each takes a few dozen bytes of memory. */
  private static final int MOST_VALUES = 1_000_000;

  private final PickleBytes bytes;
  private final List<PickleValue> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private long spent;

  /**
   * An empty stack.
   *
   * @param bytes that the pickle comes from, for messages
   */
  PickleStack(PickleBytes bytes) {
    this.bytes = bytes;
  }

  void push(PickleValue value) throws ModelFormatException {
    spend(1);
    values.add(value);
  }

  void mark() throws ModelFormatException {
    spend(1);
    marks.push(values.size());
  }

  /** Counts values against the limit. */
  void spend(int count) throws ModelFormatException {
    spent += count;
    if (spent > MOST_VALUES) {
      throw bytes.fault("more than " + MOST_VALUES + " values");
    }
  }

  PickleValue pop() throws ModelFormatException {
    requireOne();
    return values.remove(values.size() - 1);
  }

  PickleValue top() throws ModelFormatException {
    requireOne();
    return values.get(values.size() - 1);
  }

  private void requireOne() throws ModelFormatException {
    int bottom = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() <= bottom) {
      throw bytes.fault("an operation on nothing");
    }
  }

  /** Takes the topmost values, in the order in which they were pushed. */
  List<PickleValue> pop(int count) throws ModelFormatException {
    int bottom = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() - count < bottom) {
      throw bytes.fault("an operation on nothing");
    }
    return cut(values.size() - count);
  }

  /** Takes what was pushed since the last mark, and the mark. */
  List<PickleValue> popToMark() throws ModelFormatException {
    if (marks.isEmpty()) {
      throw bytes.fault("an operation without its mark");
    }
    return cut(marks.pop());
  }

  private List<PickleValue> cut(int from) {
    List<PickleValue> top = values.subList(from, values.size());
    List<PickleValue> taken = new ArrayList<>(top);
    top.clear();
    return taken;
  }

  /** Takes the topmost value, or the mark where it is topmost. */
  void popValueOrMark() throws ModelFormatException {
    if (!marks.isEmpty() && marks.peek() == values.size()) {
      marks.pop();
    } else {
      pop();
    }
  }

  /** Keeps the topmost value under a number. */
  void remember(long number) throws ModelFormatException {
    spend(1);
    memo.put(number, top());
  }

  /** Keeps the topmost value under the next number. */
  void remember() throws ModelFormatException {
    remember(memo.size());
  }

  void recall(long number) throws ModelFormatException {
    PickleValue value = memo.get(number);
    if (value == null) {
      throw bytes.fault("no value of number " + number);
    }
    push(value);
  }
}
