package org.nodulens.explain;

import java.util.List;
import java.util.Optional;

/**
 * One nodule's explanation, ready to be written.
 *
 * @param model which of a model's networks spoke: {@code final} or {@code fold-0}
 * @param placed whether the planes of the maps lie where the nodule lies in the patient
 * @param trust of each of the explanation's maps, in their order; empty where nothing was judged
 */
public record ExplainedCrop(
    String cropId,
    String model,
    boolean placed,
    Explanation explanation,
    List<Optional<Trust>> trust) {
  public ExplainedCrop {
    trust = List.copyOf(trust);
    if (!trust.isEmpty() && trust.size() != explanation.maps().size()) {
      throw new IllegalArgumentException(
          trust.size() + " judgements of " + explanation.maps().size() + " maps");
    }
  }

  /** An explanation whose maps were not judged. */
  public ExplainedCrop(String cropId, String model, boolean placed, Explanation explanation) {
    this(cropId, model, placed, explanation, List.of());
  }

  /** Whether a map may be believed, if that was judged. */
  Optional<Trust> trust(int map) {
    return trust.isEmpty() ? Optional.empty() : trust.get(map);
  }
}
