package org.nodulens.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * The second test set: nodules that a label rule leaves out because the readers' median is 3. They
 * have no label; what can be said is where predictions lie and whether they follow the readers'
 * mean.
 */
final class AmbiguousFigures {
  private static final int FEWEST_NODULES = 10;

  private AmbiguousFigures() {}

  /** Of predictions that have an ambiguous mean, a probability each. */
  static ObjectNode json(List<ScoredPrediction> ambiguous, long seed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    PatientBootstrap bootstrap =
        new PatientBootstrap(ambiguous.stream().map(p -> p.subject().patientId()).toList(), seed);
    json.put("n", ambiguous.size());
    json.put("patients", bootstrap.patients());
    if (ambiguous.size() < FEWEST_NODULES) {
      return json;
    }
    double[] predictions = ambiguous.stream().mapToDouble(ScoredPrediction::prediction).toArray();
    json.put("mean_prediction", Arrays.stream(predictions).average().orElseThrow());
    json.put(
        "share_above_half",
        Arrays.stream(predictions).filter(p -> p > 0.5).count() / (double) predictions.length);
    RegressionFigures figures =
        new RegressionFigures(
            predictions,
            ambiguous.stream().mapToDouble(p -> p.ambiguousMean().orElseThrow()).toArray());
    int[] once = new int[predictions.length];
    Arrays.fill(once, 1);
    json.set(
        "spearman_with_readers_mean",
        Figure.of(
                figures.rankCorrelation(once),
                bootstrap.interval(figures::rankCorrelation),
                new Figure.Extent(ambiguous.size(), bootstrap.patients()))
            .json());
    return json;
  }
}
