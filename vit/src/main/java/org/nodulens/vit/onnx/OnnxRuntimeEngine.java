package org.nodulens.vit.onnx;

import java.util.Optional;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.VitWeights;

/** Runs trunks in ONNX Runtime. */
public final class OnnxRuntimeEngine implements TrunkEngine {
  private final TrunkSettings settings;

  /** Float32 on the processor. */
  public OnnxRuntimeEngine() {
    this(TrunkSettings.DEFAULT);
  }

  private OnnxRuntimeEngine(TrunkSettings settings) {
    this.settings = settings;
  }

  @Override
  public String id() {
    return "onnxruntime";
  }

  @Override
  public String name() {
    return id() + settings.suffix();
  }

  @Override
  public TrunkEngine with(TrunkSettings other) {
    return new OnnxRuntimeEngine(other);
  }

  @Override
  public Optional<String> fault() {
    try {
      return OrtSettings.fault(settings);
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("its native library does not load: " + e.getMessage());
    }
  }

  @Override
  public Trunk load(VitWeights weights) {
    return OnnxTrunk.load(weights, settings);
  }
}
