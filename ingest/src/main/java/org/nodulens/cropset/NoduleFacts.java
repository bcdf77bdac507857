package org.nodulens.cropset;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

/**
 * What is known of the nodule in a crop.
 *
 * @param readers how many readers marked it
 * @param readings what they gave; a rating that no reader gave may be absent
 * @param labels of other datasets, without the {@code label_} of their column, in order of name
 */
public record NoduleFacts(
    OptionalDouble diameterMm,
    int readers,
    Map<Rating, Readings> readings,
    Map<String, String> labels) {

  public NoduleFacts {
    if (readers < 0) {
      throw new IllegalArgumentException("a nodule has no " + readers + " readers");
    }
    Map<Rating, Readings> given = new EnumMap<>(Rating.class);
    given.putAll(readings);
    readings = Collections.unmodifiableMap(given);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
