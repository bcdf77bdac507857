package org.nodulens.faithfulness;

import java.util.List;
import org.nodulens.explain.ImportanceMap;

/**
 * One view of a nodule, upright and unmoved, with what its model makes of it once pixels are gone.
 * Of the passes behind a prediction this is one; all of them would cost symmetries times shifts as
 * much.
 */
final class PerturbedView {
  private final ImageScorer scorer;
  private final ErasableImage image;
  private final BoxSensitivity boxes;
  private final long seed;

  PerturbedView(ImageScorer scorer, ErasableImage image, long seed) {
    this.scorer = scorer;
    this.image = image;
    this.boxes = BoxSensitivity.measure(scorer, image, seed);
    this.seed = seed;
  }

  BoxSensitivity boxes() {
    return boxes;
  }

  /** For every output of the model. */
  List<PerturbationCurve> curves(ImportanceMap map) {
    return PerturbationCurve.of(scorer, image, map, seed);
  }
}
