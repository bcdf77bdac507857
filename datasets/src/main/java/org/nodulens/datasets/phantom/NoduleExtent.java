package org.nodulens.datasets.phantom;

import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;

/** Where a nodule is: its body, without spicules, as far as it lies in the lung. */
final class NoduleExtent {
  /** The lung's own edge is no sharper. */
  private static final double INTO_WALL_MM = 0.5;

  private final NoduleTruth nodule;
  private final NoduleBody body;
  private final Thorax thorax;

  NoduleExtent(NoduleTruth nodule, Thorax thorax) {
    this.nodule = nodule;
    this.thorax = thorax;
    body = NoduleBody.of(nodule.features(), nodule.seed());
  }

  /** Distance to the nodule's surface; negative inside. */
  double distanceMm(PatientPoint point) {
    PatientVector off = point.minus(nodule.center());
    double distance = body.distanceMm(off.xMm(), off.yMm(), off.zMm());
    if (nodule.location() != NoduleLocation.PLEURA || distance > 2) {
      return distance;
    }
    double lung = thorax.lungMm(point.xMm(), point.yMm(), point.zMm());
    return Math.max(distance, lung - INTO_WALL_MM);
  }

  /** No part of it is farther from its centre. */
  double reachMm() {
    return body.reachMm();
  }
}
