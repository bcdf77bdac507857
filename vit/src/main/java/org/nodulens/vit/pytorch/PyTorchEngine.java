package org.nodulens.vit.pytorch;

import java.util.Optional;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.Precision;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.TrunkSettings;
import org.nodulens.vit.VitWeights;

/** Runs trunks in DJL's PyTorch engine, and opens networks there. */
public final class PyTorchEngine implements TrunkEngine, ProbeEngine {
  /** DJL's name for the engine. */
  static final String DJL_NAME = "PyTorch";

  /**
   * DJL's switch. Otherwise it asks the network for libraries, and on machines of Amazon's tells
   * its authors that it was started.
   */
  static final String OFFLINE = "ai.djl.offline";

  private final TrunkSettings settings;

  /** Float32 on the processor. */
  public PyTorchEngine() {
    this(TrunkSettings.DEFAULT);
  }

  private PyTorchEngine(TrunkSettings settings) {
    // The launcher says so too; processes of a cluster are started without it.
    System.getProperties().putIfAbsent(OFFLINE, "true");
    this.settings = settings;
  }

  @Override
  public String id() {
    return "pytorch";
  }

  @Override
  public String name() {
    return id() + settings.suffix();
  }

  @Override
  public TrunkEngine with(TrunkSettings other) {
    if (other.precision() != Precision.FP32) {
      throw new IllegalArgumentException(
          "engine " + id() + " computes in fp32, not in " + other.precision().id());
    }
    return new PyTorchEngine(other);
  }

  @Override
  public Optional<String> fault() {
    try {
      return PyTorchTrunk.fault(settings.device());
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("its native library does not load: " + e.getMessage());
    }
  }

  @Override
  public Trunk load(VitWeights weights) {
    return new PyTorchTrunk(weights, settings.device());
  }

  @Override
  public NetworkProbe probe(VitWeights weights) {
    return new PyTorchProbe(weights);
  }
}
