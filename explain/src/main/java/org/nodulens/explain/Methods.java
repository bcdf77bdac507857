package org.nodulens.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The estimators by name. */
public final class Methods {
  private static final Map<String, ImportanceEstimator> BY_ID = new LinkedHashMap<>();

  static {
    for (ImportanceEstimator estimator :
        List.of(
            Cdam.WHOLE,
            new Cdam(Cdam.Paths.VALUE),
            new Cdam(Cdam.Paths.KEY),
            new SmoothCdam(SmoothCdam.Statistic.MEAN),
            new SmoothCdam(SmoothCdam.Statistic.DEVIATION),
            new IntegratedCdam(),
            new AttentionMap(),
            new AttentionRollout(),
            new RelevancePropagation(),
            new PartialLrp(),
            new IntegratedGradients(),
            new SmoothGrad(),
            new InputXGradient(),
            new TokenAblation(),
            new LeGrad())) {
      BY_ID.put(estimator.id(), estimator);
    }
  }

  private Methods() {}

  public static List<String> ids() {
    return List.copyOf(BY_ID.keySet());
  }

  /** All but Smooth CDAM's deviation, which says how sure a map is and not what is important. */
  public static List<String> importanceIds() {
    String deviation = new SmoothCdam(SmoothCdam.Statistic.DEVIATION).id();
    return BY_ID.keySet().stream().filter(id -> !id.equals(deviation)).toList();
  }

  public static Optional<ImportanceEstimator> ofId(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
