package org.nodulens.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.datasets.CropOptions;
import org.nodulens.datasets.Ingest;
import org.nodulens.datasets.IngestListener;
import org.nodulens.datasets.lidc.LidcIdri;
import org.nodulens.datasets.phantom.Phantom;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.evaluation.CropScorer;
import org.nodulens.evaluation.ScoredPrediction;
import org.nodulens.explain.Cdam;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.SliceSpan;
import org.nodulens.report.CropExplanations;
import org.nodulens.report.ExplainRun;
import org.nodulens.vit.Elsewhere;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.Embedder;
import org.nodulens.vit.EmbeddingTable;
import org.nodulens.vit.NetworkSource;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.volumeio.NpyFile;
import org.nodulens.work.Workplace;

/** A model's work on crops by executors in processes of their own, against this process. */
class SparkModelTest {
  /** Float rounding of a map's elements. */
  private static final float FLOAT_ROUNDING = 2e-5f;

  private static final ModelIdentity IDENTITY = new ModelIdentity("model", "engine", "test");

  @TempDir private static Path folder;
  private static CropSet crops;
  private static ScoringModels models;
  private static NetworkSource source;
  private static Workplace two;

  @TempDir private Path own;

  @BeforeAll
  static void cut_crops() throws IOException {
    Path root = folder.resolve("phantom");
    Phantom.write(new PhantomOptions(2, 5, 128, 270, 60, 2), root, patient -> {});
    Ingest.run(
        LidcIdri.laidOutAlike(root, "phantom"),
        CropOptions.DEFAULT,
        folder.resolve("crops"),
        IngestListener.SILENT);
    crops = CropSet.open(folder.resolve("crops"));
    assertThat(crops.records()).hasSizeGreaterThan(1);
    TrunkEngine engine = TrunkEngine.first();
    models = ScoringModels.of(EmbeddedModel.open(), engine);
    source = NetworkSource.of(Path.of(EmbeddedModel.NAME), engine, TrunkSettings.DEFAULT);
    two = TwoExecutors.open("model");
  }

  @AfterAll
  static void let_go() {
    two.close();
    models.close();
  }

  private Elsewhere elsewhere() {
    return new Elsewhere(two, source, own.resolve("work"), () -> {});
  }

  @Test
  void scores_are_those_of_this_process() throws IOException {
    CropScorer scorer = new CropScorer(crops, models);
    List<ScoredPrediction> here = scorer.scoreAll(() -> {});
    assertThat(scorer.scoreAll(elsewhere())).isEqualTo(here).isNotEmpty();
  }

  @Test
  void embeddings_are_those_of_this_process_and_in_parquet() throws IOException {
    Path here = Files.createDirectory(own.resolve("here"));
    Path there = Files.createDirectory(own.resolve("there"));
    try (Embedder embedder =
        Embedder.load(EmbeddedModel.open(), TrunkEngine.first(), Embedder.Passes.PLAIN)) {
      EmbeddingTable.write(here, crops, embedder, "test", () -> {});
      EmbeddingTable.write(there, crops, embedder, "test", elsewhere());
    }
    assertThat(FolderBytes.of(there)).containsAllEntriesOf(FolderBytes.of(here));
    List<String> parquet =
        FolderBytes.of(there.resolve("embeddings.parquet")).keySet().stream()
            .filter(name -> name.startsWith("part-") && name.endsWith(".parquet"))
            .toList();
    assertThat(parquet).hasSize(1);
    byte[] file = Files.readAllBytes(there.resolve("embeddings.parquet").resolve(parquet.get(0)));
    assertThat(new String(file, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("PAR1");
  }

  @Test
  void maps_are_those_of_this_process() throws IOException {
    var request =
        new ExplainRun.Request(
            List.of(Cdam.WHOLE),
            models.model().description().tasks(),
            List.of(),
            1,
            /* judges= */ false,
            Optional.empty());
    Path here = own.resolve("here");
    try (ExplainRun run = ExplainRun.into(here, models, IDENTITY, request)) {
      for (CropRecord crop : crops.records()) {
        run.explain(NoduleSample.of(crops, crop));
      }
    }
    Path there = own.resolve("there");
    List<SliceSpan> spans = new ArrayList<>();
    crops.records().forEach(crop -> spans.add(SliceSpan.CENTER));
    try (ExplainRun run = ExplainRun.into(there, models, IDENTITY, request)) {
      new CropExplanations(crops, request, spans).write(elsewhere(), run);
    }
    assertThat(FolderBytes.of(there).keySet()).isEqualTo(FolderBytes.of(here).keySet());
    requireSameMaps(here, there, "maps-cdam-malignancy-00000.npy");
  }

  private static void requireSameMaps(Path here, Path there, String name) throws IOException {
    NpyFile expected = NpyFile.open(here.resolve(name));
    NpyFile actual = NpyFile.open(there.resolve(name));
    assertThat(actual.shape()).isEqualTo(expected.shape());
    for (int row = 0; row < expected.rows(); row++) {
      var one = expected.row(row);
      var other = actual.row(row);
      while (one.hasRemaining()) {
        assertThat(other.getFloat()).isCloseTo(one.getFloat(), within(FLOAT_ROUNDING));
      }
    }
  }
}
