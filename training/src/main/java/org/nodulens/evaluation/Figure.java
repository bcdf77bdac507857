package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of a report: a number with its interval, or the reason why there is none.
 *
 * @param why empty where there is a value and an interval
 */
record Figure(OptionalDouble value, Optional<Interval> interval, String why) {
  static Figure of(OptionalDouble value, Optional<Interval> interval) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return none("not defined for these labels");
    }
    return new Figure(
        value, interval, interval.isPresent() ? "" : "too few patients for an interval");
  }

  static Figure none(String why) {
    return new Figure(OptionalDouble.empty(), Optional.empty(), why);
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    value.ifPresentOrElse(v -> node.put("value", v), () -> node.putNull("value"));
    interval.ifPresent(range -> node.put("low", range.low()).put("high", range.high()));
    if (!why.isEmpty()) {
      node.put("why", why);
    }
    return node;
  }
}
