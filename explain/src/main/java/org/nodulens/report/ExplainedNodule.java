package org.nodulens.report;

import java.util.List;
import java.util.Optional;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.Trust;

/**
 * What a network says of a nodule and why, not yet written.
 *
 * @param network its name: {@code final} or {@code fold-0}
 * @param stepMm from slice to slice
 * @param slices in ascending order, one of them through the nodule's centre
 * @param trust of each map of the centre, in their order; empty where nothing was judged
 */
public record ExplainedNodule(
    String network, double stepMm, List<ExplainedSlice> slices, List<Optional<Trust>> trust) {
  public ExplainedNodule {
    slices = List.copyOf(slices);
    trust = List.copyOf(trust);
  }

  /** What the plane through the nodule's centre says. */
  Explanation central() {
    return slices.stream()
        .filter(slice -> slice.offsetMm() == 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no slice lies in the nodule's centre"))
        .explanation();
  }
}
