package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.ScoringModels;
import picocli.CommandLine.Option;

/** {@code --crops CROPSET}, mixed into the subcommands that score a whole set. */
final class CropsOption {
  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set to score.")
  private Path crops;

  /** Scores every crop, with progress. */
  List<ScoredPrediction> score(ScoringModels models) throws IOException {
    CropSet set = CropSet.open(crops);
    if (set.records().isEmpty()) {
      throw new UsageException("crop set " + set.folder() + " holds no crops");
    }
    try (Progress progress = Progress.of("scoring", set.records().size(), "nodules")) {
      return new CropScorer(set, models).scoreAll(progress::step);
    }
  }
}
