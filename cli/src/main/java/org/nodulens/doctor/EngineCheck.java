package org.nodulens.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.Device;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.EngineChoice;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Precision;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;

/**
 * Runs the model that ships inside on a made-up image in every engine, and holds the engines
 * against each other.
 */
final class EngineCheck {
  /** Largest difference between two engines, in parts of the largest output. */
  private static final double TOLERANCE = 1e-4;

  private float @Nullable [] reference;
  private final List<Finding> findings = new ArrayList<>();

  private EngineCheck() {}

  /** A finding for each engine and one for each setting that an engine may have. */
  static List<Finding> run() {
    List<TrunkEngine> engines = EngineChoice.all();
    EngineCheck check = new EngineCheck();
    engines.forEach(check::predictions);
    if (check.reference == null) {
      check.findings.add(
          Finding.broken(
              "predictions",
              "no engine runs: " + engines.stream().map(TrunkEngine::id).toList(),
              "See vit/README.md for what each engine needs."));
    }
    check.settings(engines, new TrunkSettings(Precision.INT8, Device.CPU), "--precision int8");
    check.settings(engines, new TrunkSettings(Precision.FP32, Device.CUDA), "--device cuda");
    return check.findings;
  }

  private void predictions(TrunkEngine engine) {
    String subject = "engine " + engine.id();
    Optional<String> fault = engine.fault();
    if (fault.isPresent()) {
      String remedy = "See vit/README.md; the other engine is used where it runs.";
      findings.add(Finding.absent(subject, fault.get(), remedy));
      return;
    }
    try (NoduleClassifier model = NoduleClassifier.load(EmbeddedModel.open(), engine)) {
      float[] outputs = model.outputs(List.of(image(model.description().input()))).get(0);
      findings.add(compared(subject, outputs));
    } catch (IOException e) {
      findings.add(Finding.broken(subject, "the embedded model: " + e.getMessage(), ""));
    }
  }

  private Finding compared(String subject, float[] outputs) {
    if (reference == null) {
      reference = outputs;
      return Finding.ok(subject, "runs the embedded model");
    }
    double error = relativeError(outputs, reference);
    String detail =
        String.format(Locale.ROOT, "runs the embedded model, %.1e off the engine before", error);
    return error <= TOLERANCE
        ? Finding.ok(subject, detail)
        : Finding.broken(
            subject,
            detail + ", expected at most " + TOLERANCE,
            "Which one is wrong? nodulens verify --engine; please report it.");
  }

  /** Largest difference in parts of the largest magnitude; infinite where one is not a number. */
  static double relativeError(float[] found, float[] expected) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!Float.isFinite(found[i])) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(found[i] - expected[i]));
    }
    return difference / largest;
  }

  /** A bright blob off the middle of a dark field, (channels, rows, columns). */
  private static float[] image(InputSpec input) {
    int rows = input.pixels().rows();
    int columns = input.pixels().columns();
    float[] pixels = new float[input.channels() * rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      double y = (double) (i / columns % rows) / rows - 0.4;
      double x = (double) (i % columns) / columns - 0.6;
      pixels[i] = (float) Math.exp(-(x * x + y * y) / 0.02);
    }
    return pixels;
  }

  private void settings(List<TrunkEngine> engines, TrunkSettings settings, String option) {
    List<String> faults = new ArrayList<>();
    for (TrunkEngine engine : engines) {
      try {
        Optional<String> fault = engine.with(settings).fault();
        if (fault.isEmpty()) {
          findings.add(Finding.ok(option, engine.id()));
          return;
        }
        faults.add(engine.id() + ": " + fault.get());
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    findings.add(Finding.absent(option, String.join("; ", faults), "See vit/README.md."));
  }
}
