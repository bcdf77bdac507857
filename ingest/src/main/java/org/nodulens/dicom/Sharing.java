package org.nodulens.dicom;

import java.util.HashMap;
import java.util.Map;

/**
 * One object for all that are equal: several hundred thousand slices say the same of most things.
 */
final class Sharing {
  private final Map<Object, Object> shared = new HashMap<>();

  /** An object that is equal to the given one. */
  @SuppressWarnings("unchecked")
  <T> T of(T value) {
    Object first = shared.putIfAbsent(value, value);
    return first == null ? value : (T) first;
  }
}
