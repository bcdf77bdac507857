package org.nodulens.report;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.explain.NoduleSample;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;

/**
 * A nodule to report on.
 *
 * @param readings what readers gave; may be empty
 */
public record CaseNodule(
    NoduleSample sample, NoduleMeasures measures, Map<Rating, Readings> readings) {
  public CaseNodule {
    readings = Map.copyOf(readings);
  }

  /** A bare point of a series. */
  public static CaseNodule ofPoint(NoduleSample sample) throws IOException {
    return new CaseNodule(
        sample, NoduleMeasures.ofPoint(sample.volume(), sample.center()), Map.of());
  }

  /** A crop with what its manifest knows. */
  public static CaseNodule ofCrop(CropSet set, CropRecord crop, NoduleSample sample)
      throws IOException {
    Map<Rating, Readings> readings = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      readings.put(rating, crop.readings(rating));
    }
    return new CaseNodule(sample, NoduleMeasures.ofCrop(set, crop), readings);
  }

  Readings readings(Rating rating) {
    return readings.getOrDefault(rating, Readings.NONE);
  }
}
