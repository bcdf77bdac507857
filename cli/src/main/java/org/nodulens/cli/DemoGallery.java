package org.nodulens.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nodulens.evaluation.ScoredPrediction;

/** Which nodules the demo shows: the surest, the least sure, and what went wrong. */
final class DemoGallery {
  private static final int OF_EACH_KIND = 3;

  private DemoGallery() {}

  /** Identifiers of crops, in the order in which they are shown. */
  static List<String> cropIds(List<ScoredPrediction> predictions) {
    List<ScoredPrediction> labelled =
        predictions.stream()
            .filter(p -> p.task().equals("malignancy") && p.label().isPresent())
            .sorted(Comparator.comparingDouble(p -> -p.prediction()))
            .toList();
    Set<String> chosen = new LinkedHashSet<>();
    chosen.addAll(first(labelled, true));
    List<ScoredPrediction> ascending = new ArrayList<>(labelled);
    ascending.sort(Comparator.comparingDouble(ScoredPrediction::prediction));
    chosen.addAll(first(ascending, false));
    chosen.addAll(first(labelled, false)); // benign, and yet scored highest
    chosen.addAll(first(ascending, true)); // malignant, and yet scored lowest
    return List.copyOf(chosen);
  }

  private static List<String> first(List<ScoredPrediction> ordered, boolean malignant) {
    return ordered.stream()
        .filter(p -> p.label().orElseThrow() > 0.5 == malignant)
        .limit(OF_EACH_KIND)
        .map(p -> p.subject().cropId())
        .toList();
  }
}
