package org.nodulens.faithfulness;

import java.util.List;

/** What a benchmark measured on one crop. */
public record CropResult(List<ScoreRow> scores, List<CurveRow> curves) {
  public CropResult {
    scores = List.copyOf(scores);
    curves = List.copyOf(curves);
  }
}
