package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalDouble;

/** DeLong's figures of a first predictor, and of it less a second one. */
final class DeLongFigures {
  private DeLongFigures() {}

  static ObjectNode area(Optional<DeLong> delong, Optional<String> missing, Figure.Extent extent) {
    if (missing.isPresent() || delong.isEmpty()) {
      return Figure.none(missing.orElse("fewer than two nodules of a class"), extent).json();
    }
    DeLong fit = delong.get();
    return Figure.of(OptionalDouble.of(fit.area(0)), Optional.of(fit.interval(0)), extent)
        .json()
        .put("standard_error", fit.standardError(0));
  }

  static ObjectNode difference(
      Optional<DeLong> delong, Optional<String> missing, Figure.Extent extent) {
    if (missing.isPresent() || delong.isEmpty()) {
      return Figure.none(missing.orElse("fewer than two nodules of a class"), extent).json();
    }
    DeLong.Difference difference = delong.get().difference(0, 1);
    return Figure.of(
            OptionalDouble.of(difference.value()), Optional.of(difference.interval()), extent)
        .withPValue(difference.pValue())
        .json()
        .put("standard_error", difference.standardError());
  }
}
