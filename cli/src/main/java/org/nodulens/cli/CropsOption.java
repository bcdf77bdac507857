package org.nodulens.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.NetworkSource;
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

  /** Refuses a set that has no label for any of the model's tasks. */
  void requireLabels(ScoringModels models) throws IOException {
    new CropScorer(CropSet.open(crops), models).requireLabels();
  }

  /** What the set says of its crops. */
  List<CropRecord> records() throws IOException {
    return CropSet.open(crops).records();
  }

  /** SHA-256 of the set's manifest, lower-case hex. */
  String manifestSha256() throws IOException {
    return CropSet.open(crops).manifestSha256();
  }

  /** Scores every crop, with progress. */
  List<ScoredPrediction> score(ScoringModels models) throws IOException {
    CropSet set = scorable(models);
    try (Progress progress = Progress.of("scoring", set.records().size(), "nodules")) {
      return new CropScorer(set, models).scoreAll(progress::step);
    }
  }

  /** The same by processes of a cluster. */
  List<ScoredPrediction> score(
      ScoringModels models, SparkOption spark, OutputFolder folder, NetworkSource network)
      throws IOException {
    CropSet set = scorable(models);
    int pieces = Chunk.all(set.records().size()).size();
    try (Progress progress = Progress.of("scoring", pieces, "pieces")) {
      return spark.use(folder, network, progress, new CropScorer(set, models)::scoreAll);
    }
  }

  private CropSet scorable(ScoringModels models) throws IOException {
    CropSet set = CropSet.open(crops);
    if (set.records().isEmpty()) {
      throw new UsageException("crop set " + set.folder() + " holds no crops");
    }
    for (CropRecord crop : set.records()) {
      models.forPatient(crop.patientId()); // whatever is amiss shows before the work begins
    }
    return set;
  }
}
