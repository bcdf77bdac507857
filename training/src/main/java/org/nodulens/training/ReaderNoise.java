package org.nodulens.training;

import java.util.List;
import java.util.Optional;
import org.nodulens.cropset.CropRecord;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

/** How far readers of one nodule are apart. */
final class ReaderNoise {
  private ReaderNoise() {}

  /**
   * The standard deviation between readers of one nodule, pooled over nodules with at least two
   * readings: √(Σ (x - mean of its nodule)² / Σ (readings of a nodule - 1)).
   */
  static Optional<Double> of(Rating rating, List<CropRecord> crops) {
    double squares = 0;
    int degreesOfFreedom = 0;
    for (CropRecord crop : crops) {
      Readings readings = crop.readings(rating);
      if (readings.count() >= 2) {
        double mean = readings.mean();
        for (int value : readings.values()) {
          squares += (value - mean) * (value - mean);
        }
        degreesOfFreedom += readings.count() - 1;
      }
    }
    return degreesOfFreedom == 0
        ? Optional.empty()
        : Optional.of(Math.sqrt(squares / degreesOfFreedom));
  }
}
