package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.nodulens.vit.ElementType;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens export}: a model to pass on. */
@Command(
    name = "export",
    description = {
      "Writes a model again to be passed on: without the models of its folds, its weights in fewer"
          + " bytes where that is asked for. Reading widens them to float32 again.",
      "Patients that it was trained on can then no longer be scored: no fold is there that has not"
          + " seen them."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Model folder; or embedded, the model that ships inside.")
  private Path model;

  @Mixin private OutFolderOptions out;

  @Option(
      names = "--storage",
      paramLabel = "TYPE",
      defaultValue = "f32",
      description = "f32, f16 or bf16: how a weight is stored. Default: ${DEFAULT-VALUE}.")
  private ElementType storage;

  @Override
  public Integer call() throws IOException {
    ModelFolder from = EmbeddedModel.orFolder(model);
    try (OutputFolder folder = out.open(OutputFolder.Unfinished.STARTS_OVER)) {
      ModelFolder copy = from.copyTo(folder.path(), storage);
      print(Files.size(copy.weightsFile()), copy.weightsSha256());
      folder.commit();
    }
    return ExitStatus.FINISHED;
  }

  private void print(long bytes, String sha256) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf("weights: %,d bytes, SHA-256 %s%n", bytes, sha256);
    print.flush();
  }
}
