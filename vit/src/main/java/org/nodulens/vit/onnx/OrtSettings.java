package org.nodulens.vit.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Optional;
import org.nodulens.vit.Device;
import org.nodulens.vit.TrunkSettings;

/** Sessions as we want them. */
final class OrtSettings {
  private OrtSettings() {}

  /**
   * One environment a process, shared by all sessions; loads the native library. On Windows it
   * would send usage data to its makers.
   */
  static OrtEnvironment environment() {
    RuntimeLibraries.prepare();
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "nodulens");
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
    }
    return environment;
  }

  /** Why such a session cannot be had here; empty where it can. */
  static Optional<String> fault(TrunkSettings settings) {
    environment();
    try {
      options(settings).close();
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(
          "no CUDA in this build of ONNX Runtime, or its libraries are not found ("
              + firstLine(e)
              + "); put com.microsoft.onnxruntime:onnxruntime_gpu in place of onnxruntime, and CUDA"
              + " and cuDNN on the library path");
    }
  }

  /**
   * Options of a session. Its threads sleep while they wait, because spinning ones fight over cores
   * that others use too, and are as many as there are cores; results do not depend on their number.
   */
  static SessionOptions options(TrunkSettings settings) throws OrtException {
    return options(settings, Runtime.getRuntime().availableProcessors());
  }

  static SessionOptions options(TrunkSettings settings, int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (settings.device() == Device.CUDA) {
        options.addCUDA();
      }
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  private static String firstLine(OrtException e) {
    String message = e.getMessage();
    return message == null ? e.getCode().toString() : message.lines().findFirst().orElse("");
  }
}
