package org.nodulens.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.cropset.SharedCropSet;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.NetworkSource;
import org.nodulens.work.Work;

/**
 * Scores some crops of a set in any process.
 *
 * @param crops folder of the set, as every process sees it
 * @param chunk which of its crops
 */
record ScoringWork(NetworkSource network, Path crops, Chunk chunk)
    implements Work<List<ScoredPrediction>> {
  @Override
  public String name() {
    return "scores of " + chunk;
  }

  @Override
  public List<ScoredPrediction> run() throws IOException {
    CropSet set = SharedCropSet.of(crops);
    CropScorer scorer = new CropScorer(set, network.shared());
    List<ScoredPrediction> scored = new ArrayList<>();
    for (CropRecord crop : chunk.of(set.records())) {
      scored.addAll(scorer.score(crop));
    }
    return scored;
  }
}
