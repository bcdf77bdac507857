package org.nodulens.vit.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nodulens.vit.ModelFormatException;

/** What a pickle's names stand for, and what stands in for calling them. */
final class PickleCalls {
  private static final int MOST_DIMENSIONS = 16;
  private static final int LONGEST_NAME_SHOWN = 100;
  private static final PickleValue INERT = new PickleValue.Inert();

  private final PickleBytes bytes;
  private final PickleStack stack;
  private final Consumer<PickleValue.Storage> storages;

  PickleCalls(PickleBytes bytes, PickleStack stack, Consumer<PickleValue.Storage> storages) {
    this.bytes = bytes;
    this.stack = stack;
    this.storages = storages;
  }

  /** Pushes what a name stands for, or refuses it. */
  void global(String module, String name) throws ModelFormatException {
    Optional<PickleGlobal> meaning = PickleGlobal.of(module, name);
    if (meaning.isEmpty()) {
      throw bytes.fault(
          "a call for "
              + shown(module + "." + name)
              + ", which is not read: tensors and plain containers are, and nothing is executed");
    }
    stack.push(new PickleValue.Global(meaning.get()));
  }

  private static String shown(String name) {
    String printable = name.replaceAll("[^\\x21-\\x7e]", "?");
    return printable.length() <= LONGEST_NAME_SHOWN
        ? printable
        : printable.substring(0, LONGEST_NAME_SHOWN) + "...";
  }

  String textOf(PickleValue value) throws ModelFormatException {
    if (value instanceof PickleValue.Text text) {
      return text.value();
    }
    throw bytes.fault("a name that is no text");
  }

  void call(PickleValue callee, PickleValue arguments) throws ModelFormatException {
    if (!(arguments instanceof PickleValue.Sequence sequence)) {
      throw bytes.fault("a call without arguments");
    }
    call(callee, sequence.items());
  }

  /** Pushes what a call would have made. */
  void call(PickleValue callee, List<PickleValue> arguments) throws ModelFormatException {
    if (!(callee instanceof PickleValue.Global global)) {
      throw bytes.fault("a call of what is no name");
    }
    if (!(global.meaning() instanceof PickleGlobal.Known known)) {
      stack.push(INERT);
      return;
    }
    switch (known) {
      case DICTIONARY -> {
        stack.push(new PickleValue.Dictionary());
        putPairs(arguments);
      }
      case SEQUENCE ->
          stack.push(arguments.isEmpty() ? new PickleValue.Sequence() : arguments.get(0));
      case TENSOR -> stack.push(tensor(arguments));
      case PARAMETER -> stack.push(first(arguments));
      case INERT -> stack.push(INERT);
    }
  }

  /** The pairs that a dictionary is made of, each counted like a value of its own. */
  private void putPairs(List<PickleValue> arguments) throws ModelFormatException {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof PickleValue.Sequence pairs)) {
      return;
    }
    stack.spend(pairs.items().size());
    List<PickleValue> entries = new ArrayList<>();
    for (PickleValue pair : pairs.items()) {
      if (!(pair instanceof PickleValue.Sequence two) || two.items().size() != 2) {
        throw bytes.fault("a dictionary of what are no pairs");
      }
      entries.addAll(two.items());
    }
    put(entries);
  }

  private PickleValue first(List<PickleValue> arguments) throws ModelFormatException {
    if (arguments.isEmpty()) {
      throw bytes.fault("a call without arguments");
    }
    return arguments.get(0);
  }

  /** Arguments: storage, offset, extents, steps; what follows does not concern the values. */
  private PickleValue tensor(List<PickleValue> arguments) throws ModelFormatException {
    if (arguments.size() < 4
        || !(arguments.get(0) instanceof PickleValue.Storage storage)
        || !(arguments.get(1) instanceof PickleValue.Whole offset)) {
      throw bytes.fault("a tensor without storage, offset, extents and steps");
    }
    return new PickleValue.TensorView(
        TorchView.of(
            storage,
            offset.value(),
            numbers(arguments.get(2)),
            numbers(arguments.get(3)),
            bytes.where()));
  }

  private List<Long> numbers(PickleValue value) throws ModelFormatException {
    if (!(value instanceof PickleValue.Sequence sequence)
        || sequence.items().size() > MOST_DIMENSIONS) {
      throw bytes.fault("a tensor's extents or steps that are no short list");
    }
    List<Long> numbers = new ArrayList<>();
    for (PickleValue item : sequence.items()) {
      if (!(item instanceof PickleValue.Whole whole)) {
        throw bytes.fault("a tensor's extent or step that is no integer");
      }
      numbers.add(whole.value());
    }
    return numbers;
  }

  /** The storage that a persistent identifier names: kind, class, key, device, elements. */
  void storage(PickleValue identifier) throws ModelFormatException {
    if (!(identifier instanceof PickleValue.Sequence parts)
        || parts.items().size() < 5
        || !(parts.items().get(0) instanceof PickleValue.Text kind)
        || !kind.value().equals("storage")
        || !(parts.items().get(1) instanceof PickleValue.Global global)
        || !(global.meaning() instanceof PickleGlobal.OfStorage type)
        || !(parts.items().get(2) instanceof PickleValue.Text key)
        || !(parts.items().get(4) instanceof PickleValue.Whole elements)) {
      throw bytes.fault("a reference to what is no typed storage");
    }
    if (elements.value() < 0 || elements.value() > Long.MAX_VALUE / 16) {
      throw bytes.fault("a storage of " + elements.value() + " elements");
    }
    if (parts.items().size() > 5 && !(parts.items().get(5) instanceof PickleValue.Inert)) {
      throw bytes.fault("a storage that is part of another, which is not read");
    }
    var storage = new PickleValue.Storage(type.type(), key.value(), elements.value());
    storages.accept(storage);
    stack.push(storage);
  }

  /** Appends to the sequence on top; an object that is read over takes anything. */
  void append(List<PickleValue> items) throws ModelFormatException {
    PickleValue top = stack.top();
    if (top instanceof PickleValue.Sequence sequence) {
      sequence.items().addAll(items);
    } else if (!(top instanceof PickleValue.Inert)) {
      throw bytes.fault("items for what is no list");
    }
  }

  /** Puts keys and values, by turns, into the dictionary on top. */
  void put(List<PickleValue> keysAndValues) throws ModelFormatException {
    PickleValue top = stack.top();
    if (keysAndValues.size() % 2 != 0) {
      throw bytes.fault("a key without a value");
    }
    if (top instanceof PickleValue.Dictionary dictionary) {
      for (int i = 0; i < keysAndValues.size(); i += 2) {
        dictionary.put(keysAndValues.get(i), keysAndValues.get(i + 1));
      }
    } else if (!(top instanceof PickleValue.Inert)) {
      throw bytes.fault("entries for what is no dictionary");
    }
  }
}
