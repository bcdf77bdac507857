package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nodulens.cropset.Counted;
import org.nodulens.cropset.CropSet;
import org.nodulens.vit.Chunk;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.Embedder;
import org.nodulens.vit.EmbeddingTable;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NetworkSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens embed}: what a network makes of each crop before its head. */
@Command(
    name = "embed",
    description = {
      "Writes each crop's class embedding: embeddings.npy, float32 (crops, width), and embeddings.csv"
          + " with a row a crop: crop_id, patient_id, seen (whether the network was trained on this"
          + " patient). embeddings.json names the model and the engine."
          + " With --spark also embeddings.parquet: crop_id, embedding.",
      "It is always the final network's, so that all of them lie in one space."
    })
final class EmbedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private EngineOptions engine;
  @Mixin private OutFolderOptions out;
  @Mixin private SparkOption spark;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Model or backbone folder; or embedded, the model that ships inside.")
  private Path model;

  @Option(
      names = "--crops",
      required = true,
      paramLabel = "CROPSET",
      description = "Crop set to embed.")
  private Path crops;

  @Option(
      names = "--passes",
      paramLabel = "WHICH",
      defaultValue = "plain",
      description =
          "plain: each of the model's views once. all: the mean over its views, shifts and"
              + " symmetries, whose score is the prediction; many times as slow. Default:"
              + " ${DEFAULT-VALUE}.")
  private Embedder.Passes passes;

  @Override
  public Integer call() throws IOException {
    ModelFolder folder = EmbeddedModel.orFolder(model);
    CropSet set = CropSet.open(crops);
    if (set.records().isEmpty()) {
      throw new UsageException("crop set " + set.folder() + " holds no crops");
    }
    var chosen = engine.choose(spec.commandLine().getErr());
    try (Embedder embedder = Embedder.load(folder, chosen, passes);
        OutputFolder target = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      if (spark.isGiven()) {
        embedOnSpark(set, embedder, target, NetworkSource.of(model, chosen, engine.settings()));
      } else {
        try (Progress progress = Progress.of("embedding", set.records().size(), "nodules")) {
          EmbeddingTable.write(target.path(), set, embedder, createdBy(), progress::step);
        }
      }
      target.commit();
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println(Counted.of(set.records().size(), "nodule") + " embedded");
    print.flush();
    return ExitStatus.FINISHED;
  }

  private void embedOnSpark(
      CropSet set, Embedder embedder, OutputFolder target, NetworkSource network)
      throws IOException {
    int pieces = Chunk.all(set.records().size()).size();
    try (Progress progress = Progress.of("embedding", pieces, "pieces")) {
      spark.use(
          target,
          network,
          progress,
          elsewhere -> {
            EmbeddingTable.write(target.path(), set, embedder, createdBy(), elsewhere);
            return set;
          });
    }
  }

  private static String createdBy() {
    return "nodulens " + Version.number();
  }
}
