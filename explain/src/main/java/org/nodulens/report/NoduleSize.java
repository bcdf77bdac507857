package org.nodulens.report;

import java.util.OptionalDouble;
import org.nodulens.nodule.segmentation.MaskMeasures;

/** A nodule's size as the published tables ask for it. */
record NoduleSize(double longAxisMm, double shortAxisMm, OptionalDouble volumeMm3) {
  static NoduleSize of(MaskMeasures measures) {
    return new NoduleSize(measures.longAxisMm(), measures.shortAxisMm(), measures.volumeMm3());
  }

  /** The mean of both axes, which is what both tables are about. */
  double meanMm() {
    return (longAxisMm + shortAxisMm) / 2;
  }

  /** To the nearest whole millimetre, half upwards: Fleischner's. */
  long wholeMm() {
    return Math.round(meanMm());
  }

  /** To one decimal: Lung-RADS'. */
  double tenthsMm() {
    return Math.round(meanMm() * 10) / 10.0;
  }
}
