package org.nodulens.report;

import java.util.List;

/**
 * How far values lie apart.
 *
 * @param deviation the standard deviation of a sample, over n - 1; 0 for one value
 */
record Spread(int count, double lowest, double highest, double deviation) {
  static Spread of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        values.size(),
        values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
        values.size() > 1 ? Math.sqrt(squares / (values.size() - 1)) : 0);
  }
}
