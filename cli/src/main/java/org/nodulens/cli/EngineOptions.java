package org.nodulens.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.Device;
import org.nodulens.vit.EngineChoice;
import org.nodulens.vit.Precision;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import picocli.CommandLine.Option;

/** {@code --engine}, {@code --precision} and {@code --device}: what runs a model's trunk. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description =
          "onnxruntime or pytorch: what runs the network. Default: the first of them that runs here.")
  private @Nullable String engine;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp32",
      description =
          "fp32, or int8: weights of eight bits, which onnxruntime has; cheaper, and maps differ a"
              + " little. Default: ${DEFAULT-VALUE}.")
  private Precision precision;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "cpu, or cuda where CUDA and the engine's libraries for it are added. Default:"
              + " ${DEFAULT-VALUE}.")
  private Device device;

  TrunkSettings settings() {
    return new TrunkSettings(precision, device);
  }

  /** The engine; a line for each preferred one that cannot run here. */
  TrunkEngine choose(PrintWriter err) {
    TrunkSettings settings = settings();
    try {
      EngineChoice choice =
          engine == null ? EngineChoice.first(settings) : EngineChoice.named(engine, settings);
      choice
          .passedOver()
          .forEach(line -> err.println("nodulens: " + line + "; using " + choice.engine().name()));
      err.flush();
      return choice.engine();
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
