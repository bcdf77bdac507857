package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of a report: a number with its interval and what it rests on, or the reason why there is
 * none.
 *
 * @param pValue two-sided, of a difference being 0
 * @param why empty where there is a value and an interval
 */
record Figure(
    OptionalDouble value,
    Optional<Interval> interval,
    OptionalDouble pValue,
    String why,
    Extent extent) {

  /** How many nodules of how many patients a figure rests on. */
  record Extent(int nodules, int patients) {}

  static Figure of(OptionalDouble value, Optional<Interval> interval, Extent extent) {
    if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
      return none("not defined for these labels", extent);
    }
    return new Figure(
        value,
        interval,
        OptionalDouble.empty(),
        interval.isPresent() ? "" : "too few patients for an interval",
        extent);
  }

  static Figure none(String why, Extent extent) {
    return new Figure(
        OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), why, extent);
  }

  Figure withPValue(OptionalDouble p) {
    return new Figure(value, interval, p, why, extent);
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    value.ifPresentOrElse(v -> node.put("value", v), () -> node.putNull("value"));
    interval.ifPresent(range -> node.put("low", range.low()).put("high", range.high()));
    if (!why.isEmpty()) {
      node.put("why", why);
    }
    pValue.ifPresent(p -> node.put("p", p));
    return node.put("n", extent.nodules()).put("patients", extent.patients());
  }

  /** {@code 0.944 (0.925 to 0.961)}, or {@code not given}. */
  static String words(JsonNode json) {
    if (!json.path("value").isNumber()) {
      return "not given";
    }
    String number = decimals(json.path("value").asDouble());
    return json.path("low").isNumber()
        ? number
            + " ("
            + decimals(json.path("low").asDouble())
            + " to "
            + decimals(json.path("high").asDouble())
            + ")"
        : number;
  }

  /** Three decimals; no zero has a sign. */
  static String decimals(double number) {
    String text = String.format(Locale.ROOT, "%.3f", number);
    return text.equals("-0.000") ? "0.000" : text;
  }
}
