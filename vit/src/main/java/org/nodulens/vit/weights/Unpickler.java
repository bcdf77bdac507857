package org.nodulens.vit.weights;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.nodulens.vit.ModelFormatException;

/**
 * Reads Python's pickle format, protocols 0 to 5, as far as data goes: tensors, plain containers,
 * texts and integers are built, other data is read over, and a name that is not among {@link
 * PickleGlobal} is refused. Nothing is ever called. Time and memory are bounded by the number of
 * operations, and that is limited; no operation walks down into a value, so depth does not matter.
 *
 * <p>Operations are those of Python's {@code pickletools}.
 */
final class Unpickler {
  private static final int NEWEST_PROTOCOL = 5;

  private final PickleBytes bytes;
  private final PickleStack stack;
  private final PickleCalls calls;
  private final PickleLiterals literals;

  private Unpickler(PickleBytes bytes, Consumer<PickleValue.Storage> storages) {
    this.bytes = bytes;
    this.stack = new PickleStack(bytes);
    this.calls = new PickleCalls(bytes, stack, storages);
    this.literals = new PickleLiterals(bytes, stack);
  }

  /**
   * Reads one pickle; the buffer is left behind it.
   *
   * @param where the file, for messages
   * @param storages is told of every storage that the pickle refers to, maybe more than once
   * @throws ModelFormatException if it is no pickle, or asks for what is not allowed
   */
  static PickleValue read(ByteBuffer pickle, String where, Consumer<PickleValue.Storage> storages)
      throws ModelFormatException {
    return new Unpickler(new PickleBytes(pickle, where), storages).run();
  }

  private PickleValue run() throws ModelFormatException {
    while (true) {
      int operation = bytes.unsignedByte();
      if (operation == '.') {
        return stack.pop();
      }
      boolean known =
          literals.read(operation)
              || container(operation)
              || memo(operation)
              || object(operation)
              || frame(operation);
      if (!known) {
        throw bytes.fault("an operation 0x" + Integer.toHexString(operation) + " that is not read");
      }
    }
  }

  /** Lists, tuples, sets and dictionaries. */
  private boolean container(int operation) throws ModelFormatException {
    switch (operation) {
      case '(' -> stack.mark();
      case ']', ')', 0x8f -> stack.push(new PickleValue.Sequence());
      case '}' -> stack.push(new PickleValue.Dictionary());
      case 'l', 't', 0x91 -> sequence(stack.popToMark());
      case 0x85 -> sequence(stack.pop(1));
      case 0x86 -> sequence(stack.pop(2));
      case 0x87 -> sequence(stack.pop(3));
      case 'd' -> {
        List<PickleValue> entries = stack.popToMark();
        stack.push(new PickleValue.Dictionary());
        calls.put(entries);
      }
      case 'a' -> calls.append(stack.pop(1));
      case 'e', 0x90 -> calls.append(stack.popToMark());
      case 's' -> calls.put(stack.pop(2));
      case 'u' -> calls.put(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void sequence(List<PickleValue> items) throws ModelFormatException {
    PickleValue.Sequence sequence = new PickleValue.Sequence();
    sequence.items().addAll(items);
    stack.push(sequence);
  }

  /** The stack itself, and what is kept aside of it. */
  private boolean memo(int operation) throws ModelFormatException {
    switch (operation) {
      case '0' -> stack.popValueOrMark();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      case 'p' -> stack.remember(number(bytes.line()));
      case 'q' -> stack.remember(bytes.unsignedByte());
      case 'r' -> stack.remember(bytes.unsignedInt());
      case 0x94 -> stack.remember();
      case 'g' -> stack.recall(number(bytes.line()));
      case 'h' -> stack.recall(bytes.unsignedByte());
      case 'j' -> stack.recall(bytes.unsignedInt());
      default -> {
        return false;
      }
    }
    return true;
  }

  private long number(String line) throws ModelFormatException {
    if (!line.matches("[0-9]{1,10}")) {
      throw bytes.fault("a number that is none");
    }
    return Long.parseLong(line);
  }

  /** Names, and what is made by them. */
  private boolean object(int operation) throws ModelFormatException {
    switch (operation) {
      case 'c' -> calls.global(bytes.line(), bytes.line());
      case 0x93 -> {
        List<PickleValue> names = stack.pop(2);
        calls.global(calls.textOf(names.get(0)), calls.textOf(names.get(1)));
      }
      case 'R', 0x81 -> {
        List<PickleValue> call = stack.pop(2);
        calls.call(call.get(0), call.get(1));
      }
      case 0x92 -> {
        List<PickleValue> call = stack.pop(3); // class, arguments, named arguments
        calls.call(call.get(0), call.get(1));
      }
      case 'b' -> stack.pop(); // an object's state: OrderedDict's and Namespace's attributes
      case 'i' -> {
        List<PickleValue> arguments = stack.popToMark();
        calls.global(bytes.line(), bytes.line());
        calls.call(stack.pop(), arguments);
      }
      case 'o' -> {
        List<PickleValue> call = stack.popToMark();
        if (call.isEmpty()) {
          throw bytes.fault("an object of no class");
        }
        calls.call(call.get(0), call.subList(1, call.size()));
      }
      case 'Q' -> calls.storage(stack.pop());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What tells about the pickle itself. */
  private boolean frame(int operation) throws ModelFormatException {
    if (operation == 0x80) {
      int protocol = bytes.unsignedByte();
      if (protocol > NEWEST_PROTOCOL) {
        throw bytes.fault("protocol " + protocol + "; up to " + NEWEST_PROTOCOL + " is read");
      }
      return true;
    }
    if (operation == 0x95) {
      bytes.requireLeft(bytes.signedLong());
      return true;
    }
    return false;
  }
}
