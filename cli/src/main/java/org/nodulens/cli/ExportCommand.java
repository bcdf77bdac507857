package org.nodulens.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.ElementType;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.ModelFormatException;
import org.nodulens.vit.onnx.OnnxFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nodulens export}: a model to pass on. */
@Command(
    name = "export",
    description = {
      "--out writes a model again to be passed on: without the models of its folds, its weights in"
          + " fewer bytes where that is asked for. Reading widens them to float32 again.",
      "Patients that it was trained on can then no longer be scored: no fold is there that has not"
          + " seen them.",
      "--onnx writes the final network for other programs, opset 17: from pixels (batch, channels,"
          + " rows, columns), as model.json's input says, to scores, the raw outputs, and a value a"
          + " task under its name. Weights beyond 256 MiB go into a second file, FILE.data."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "Model folder; or embedded, the model that ships inside.")
  private Path model;

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Option(
      names = "--overwrite",
      description = "Replace what is in --out. The old folder goes once the new one is complete.")
  private boolean overwrite;

  @Option(
      names = "--storage",
      paramLabel = "TYPE",
      defaultValue = "f32",
      description =
          "f32, f16 or bf16: how --out stores a weight. --onnx stores f32. Default:"
              + " ${DEFAULT-VALUE}.")
  private ElementType storage;

  /** What is written. */
  static final class Target {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "Model folder to write. Must be new or empty, or hold this command's own unfinished run.")
    private @Nullable Path folder;

    @Option(names = "--onnx", paramLabel = "FILE", description = "ONNX file to write or replace.")
    private @Nullable Path onnx;
  }

  @Override
  public Integer call() throws IOException {
    ModelFolder from = EmbeddedModel.orFolder(model);
    if (target.folder != null) {
      copy(from, target.folder);
    } else if (target.onnx != null) {
      writeOnnx(from, target.onnx);
    }
    return ExitStatus.FINISHED;
  }

  private void copy(ModelFolder from, Path out) throws IOException {
    try (OutputFolder folder =
        OutputFolder.open(spec, out, OutputFolder.Unfinished.STARTS_OVER, overwrite)) {
      ModelFolder copy = from.copyTo(folder.path(), storage);
      print("weights: %,d bytes, SHA-256 %s%n", Files.size(copy.weightsFile()), copy);
      folder.commit();
    }
  }

  private void writeOnnx(ModelFolder from, Path file) throws IOException {
    if (storage != ElementType.F32) {
      throw new UsageException("--onnx stores weights as f32, not as " + storage);
    }
    if (from.description().tasks().isEmpty()) {
      throw new ModelFormatException(
          from.path() + " is a backbone without tasks: train a head on it first");
    }
    OnnxFile onnx = OnnxFile.of(from);
    Path data = file.resolveSibling(file.getFileName() + ".data");
    Map<Path, OutputFile.Content> files = new LinkedHashMap<>();
    if (onnx.hasWeightsApart()) {
      files.put(data, onnx::writeWeights);
    }
    files.put(file, out -> onnx.writeModel(out, data.getFileName().toString()));
    OutputFile.replaceTogether(files);
    print("ONNX: %,d bytes, SHA-256 of the model's weights %s%n", Files.size(file), from);
  }

  private void print(String format, long bytes, ModelFolder written) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    print.printf(format, bytes, written.weightsSha256());
    print.flush();
  }
}
