package org.nodulens.training;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nodulens.vit.Task;

/**
 * A task as it is asked for: {@code NAME[:KIND][=RULE[:READERS]]}, such as {@code
 * histology:multiclass} or {@code malignancy=median-no-3:3}.
 *
 * @param name a rating, {@code diameter}, or what follows {@code label_} in the manifest
 * @param kind empty to be recognised
 * @param rule how targets come from readings; empty for the task's usual one
 * @param fewestReaders who must have given a reading; empty for the rule's usual number
 */
record TaskRequest(
    String name, Optional<Task.Kind> kind, Optional<String> rule, OptionalInt fewestReaders) {
  private static final Pattern TEXT =
      Pattern.compile(
          "([a-z0-9_]+)(?::(binary|multiclass|regression))?(?:=([a-z0-9-]+)(?::([1-9]\\d?))?)?");

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static TaskRequest of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a task is NAME[:binary|multiclass|regression][=RULE[:READERS]], such as"
              + " malignancy=median-no-3:3, got \""
              + text
              + "\"");
    }
    return new TaskRequest(
        parts.group(1),
        Optional.ofNullable(parts.group(2))
            .map(kind -> Task.Kind.valueOf(kind.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(parts.group(3)),
        parts.group(4) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(parts.group(4))));
  }
}
