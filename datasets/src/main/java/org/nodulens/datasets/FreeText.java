package org.nodulens.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.nodulens.cropset.NoduleFacts;

/**
 * What people may have written as they liked, names and dates included: values of labels, and
 * options that a dataset adds of its own. It is hashed, so that equal values stay equal. Short
 * numbers stay.
 *
 * @param closedLabels labels whose values name nobody
 */
record FreeText(Set<String> closedLabels, UnaryOperator<String> hash) {
  /** No date (20060401) and no register's number has so few digits before the point. */
  private static final Pattern SHORT_NUMBER = Pattern.compile("[+-]?\\d{1,5}(\\.\\d{1,17})?");

  /** Written by {@link CropOptions} in words of its own. */
  private static final Set<String> OWN_WORDS = Set.of("spacing_mm", "interpolation", "tilt");

  FreeText {
    closedLabels = Set.copyOf(closedLabels);
  }

  NoduleFacts nodule(NoduleFacts nodule) {
    Map<String, String> labels = new TreeMap<>(nodule.labels());
    labels.replaceAll((label, value) -> closedLabels.contains(label) ? value : value(value));
    return nodule.withLabels(labels);
  }

  /** Of a header, as JSON values. A copy. */
  Map<String, Object> options(Map<String, Object> options) {
    Map<String, Object> hidden = new LinkedHashMap<>(options);
    hidden.replaceAll((option, value) -> OWN_WORDS.contains(option) ? value : json(value));
    return hidden;
  }

  private Object json(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::json).toList();
    }
    return value(value.toString());
  }

  private String value(String text) {
    return SHORT_NUMBER.matcher(text).matches() ? text : hash.apply(text);
  }
}
