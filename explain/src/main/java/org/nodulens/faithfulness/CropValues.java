package org.nodulens.faithfulness;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nodulens.evaluation.Interval;
import org.nodulens.evaluation.PatientBootstrap;

/** A score of one method for each crop that has it. */
final class CropValues {
  private final OptionalDouble[] values;

  CropValues(int crops) {
    values = new OptionalDouble[crops];
    Arrays.fill(values, OptionalDouble.empty());
  }

  void set(int crop, double value) {
    values[crop] = OptionalDouble.of(value);
  }

  /** The crops that have the score. */
  IntStream present() {
    return IntStream.range(0, values.length).filter(crop -> values[crop].isPresent());
  }

  /** Crop by crop the mean of several, of those that are there. */
  static CropValues mean(List<CropValues> several) {
    int crops = several.get(0).values.length;
    CropValues mean = new CropValues(crops);
    for (int crop = 0; crop < crops; crop++) {
      int at = crop;
      mean.values[crop] =
          several.stream().flatMapToDouble(one -> one.values[at].stream()).average();
    }
    return mean;
  }

  /** The difference where both are there. */
  CropValues minus(CropValues other) {
    CropValues difference = new CropValues(values.length);
    present()
        .filter(crop -> other.values[crop].isPresent())
        .forEach(
            crop ->
                difference.set(
                    crop, values[crop].getAsDouble() - other.values[crop].getAsDouble()));
    return difference;
  }

  /** The mean over the crops that are there. */
  OptionalDouble mean() {
    return present().mapToDouble(crop -> values[crop].getAsDouble()).average();
  }

  /**
   * The mean over a resample.
   *
   * @param counts how often each crop was drawn
   */
  private OptionalDouble mean(int[] counts) {
    double sum = 0;
    long weight = 0;
    for (int crop = 0; crop < values.length; crop++) {
      if (counts[crop] > 0 && values[crop].isPresent()) {
        sum += counts[crop] * values[crop].getAsDouble();
        weight += counts[crop];
      }
    }
    return weight == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / weight);
  }

  Optional<Interval> interval(PatientBootstrap bootstrap) {
    return bootstrap.interval(this::mean);
  }

  /** This as a difference from a reference: empty where no crop has both. */
  Optional<Aggregate.Difference> tested(PatientBootstrap bootstrap) {
    OptionalDouble mean = mean();
    if (mean.isEmpty()) {
      return Optional.empty();
    }
    return bootstrap
        .spread(this::mean)
        .map(
            spread ->
                new Aggregate.Difference(
                    mean.getAsDouble(), spread.interval(), spread.pValue(), spread.pValue()));
  }
}
