package org.nodulens.cropset;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.nodule.segmentation.SegmentedNodule;

/**
 * What is known of the nodule in a crop.
 *
 * @param readers how many readers marked it
 * @param readings what they gave; a rating that no reader gave may be absent
 * @param labels of other datasets, without the {@code label_} of their column, in order of name
 * @param measures of the mask, where there is one to be measured
 * @param outlineDice mean Dice coefficient of the readers' outlines, pair by pair
 */
public record NoduleFacts(
    OptionalDouble diameterMm,
    int readers,
    Map<Rating, Readings> readings,
    Map<String, String> labels,
    Optional<MaskMeasures> measures,
    OptionalDouble outlineDice) {

  public NoduleFacts {
    if (readers < 0) {
      throw new IllegalArgumentException("a nodule has no " + readers + " readers");
    }
    Map<Rating, Readings> given = new EnumMap<>(Rating.class);
    given.putAll(readings);
    readings = Collections.unmodifiableMap(given);
    if (!(outlineDice.orElse(0) >= 0 && outlineDice.orElse(0) <= 1)) {
      throw new IllegalArgumentException("a Dice coefficient lies in [0, 1], got " + outlineDice);
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /** Of a nodule whose mask was not measured. */
  public NoduleFacts(
      OptionalDouble diameterMm,
      int readers,
      Map<Rating, Readings> readings,
      Map<String, String> labels) {
    this(diameterMm, readers, readings, labels, Optional.empty(), OptionalDouble.empty());
  }

  /** All that is known of a nodule that was looked at in its scan. */
  public static NoduleFacts of(SegmentedNodule looked) {
    Nodule nodule = looked.nodule();
    return new NoduleFacts(
        nodule.diameterMm(),
        nodule.readers(),
        nodule.readings(),
        nodule.labels(),
        looked.measures(),
        looked.outlineDice());
  }

  /** The same under other labels. */
  public NoduleFacts withLabels(Map<String, String> others) {
    return new NoduleFacts(diameterMm, readers, readings, others, measures, outlineDice);
  }

  /** The same, with what was measured on the mask and on the readers' outlines. */
  public NoduleFacts with(Optional<MaskMeasures> measured, OptionalDouble dice) {
    return new NoduleFacts(diameterMm, readers, readings, labels, measured, dice);
  }
}
