package org.nodulens.vit.weights;

import java.util.OptionalLong;
import org.nodulens.vit.ModelFormatException;

/** Numbers, texts and bytes in a pickle: integers and texts are kept, the rest is read over. */
final class PickleLiterals {
  private static final PickleValue INERT = new PickleValue.Inert();

  private final PickleBytes bytes;
  private final PickleStack stack;

  PickleLiterals(PickleBytes bytes, PickleStack stack) {
    this.bytes = bytes;
    this.stack = stack;
  }

  /** Pushes one; false where the operation is another. */
  boolean read(int operation) throws ModelFormatException {
    switch (operation) {
      case 'N', 0x88, 0x89 -> stack.push(INERT); // None, true, false
      case 'I', 'L' -> stack.push(decimal(bytes.line()));
      case 'J' -> whole(bytes.signedInt());
      case 'K' -> whole(bytes.unsignedByte());
      case 'M' -> whole(bytes.unsignedShort());
      case 0x8a -> integer(bytes.unsignedByte());
      case 0x8b -> integer(bytes.unsignedInt());
      case 'F' -> {
        bytes.line();
        stack.push(INERT);
      }
      case 'G' -> skipped(Double.BYTES);
      case 'S', 'V' -> stack.push(new PickleValue.Text(unquoted(bytes.line())));
      case 'T', 'X' -> text(bytes.unsignedInt());
      case 'U', 0x8c -> text(bytes.unsignedByte());
      case 0x8d -> text(bytes.signedLong());
      case 'B' -> skipped(bytes.unsignedInt());
      case 'C' -> skipped(bytes.unsignedByte());
      case 0x8e, 0x96 -> skipped(bytes.signedLong());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void whole(long value) throws ModelFormatException {
    stack.push(new PickleValue.Whole(value));
  }

  private void integer(long length) throws ModelFormatException {
    OptionalLong value = bytes.integer(length);
    stack.push(value.isPresent() ? new PickleValue.Whole(value.getAsLong()) : INERT);
  }

  /** Protocol 0: digits, for a long with an L behind them; 00 and 01 are false and true. */
  private static PickleValue decimal(String line) {
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    try {
      return digits.length() > 20 ? INERT : new PickleValue.Whole(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return INERT;
    }
  }

  private void text(long length) throws ModelFormatException {
    stack.push(new PickleValue.Text(bytes.text(length)));
  }

  private void skipped(long length) throws ModelFormatException {
    bytes.skip(length);
    stack.push(INERT);
  }

  /** Escapes stay as they are: the names of tensors have none. */
  private static String unquoted(String line) {
    boolean quoted =
        line.length() >= 2
            && (line.charAt(0) == '\'' || line.charAt(0) == '"')
            && line.charAt(line.length() - 1) == line.charAt(0);
    return quoted ? line.substring(1, line.length() - 1) : line;
  }
}
