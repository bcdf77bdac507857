package org.nodulens.report;

import java.util.List;
import org.nodulens.explain.ImportanceEstimator;

/**
 * The maps of a case report.
 *
 * @param methods what makes them
 * @param judged whether each is held against token ablation and small noise, which costs a run of
 *     the network for every patch
 */
public record CaseMaps(List<ImportanceEstimator> methods, boolean judged) {
  public CaseMaps {
    methods = List.copyOf(methods);
  }
}
