package org.nodulens.vit.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle holds, as far as it is read. Values may contain each other to any depth, and
 * themselves: nothing here walks down on its own, so each has the identity of an object.
 */
sealed interface PickleValue {

  /** A string. */
  record Text(String value) implements PickleValue {}

  /** An integer that fits; a larger one is {@link Inert}. */
  record Whole(long value) implements PickleValue {}

  /** A list or a set, or a tuple once it is made. */
  final class Sequence implements PickleValue {
    private final List<PickleValue> items = new ArrayList<>();

    List<PickleValue> items() {
      return items;
    }
  }

  /** A dictionary's entries under strings, in order; those under other keys are not kept. */
  final class Dictionary implements PickleValue {
    private final Map<String, PickleValue> entries = new LinkedHashMap<>();

    void put(PickleValue key, PickleValue value) {
      if (key instanceof Text text) {
        entries.put(text.value(), value);
      }
    }

    Map<String, PickleValue> entries() {
      return entries;
    }
  }

  /** A name that {@link PickleGlobal} allows. */
  record Global(PickleGlobal meaning) implements PickleValue {}

  /** Values of a tensor as they lie in the file: PyTorch's typed storage. */
  record Storage(StorageType type, String key, long elements) implements PickleValue {}

  /** A view into a storage. */
  record TensorView(TorchView view) implements PickleValue {}

  /** Something that is read over: numbers, objects, options of a training. */
  record Inert() implements PickleValue {}
}
