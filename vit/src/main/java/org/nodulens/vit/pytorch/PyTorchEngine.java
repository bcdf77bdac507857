package org.nodulens.vit.pytorch;

import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitWeights;

/** Runs trunks in DJL's PyTorch engine, and opens networks there. */
public final class PyTorchEngine implements TrunkEngine, ProbeEngine {
  /** DJL's name for the engine. */
  static final String DJL_NAME = "PyTorch";

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public Trunk load(VitWeights weights) {
    return new PyTorchTrunk(weights);
  }

  @Override
  public NetworkProbe probe(VitWeights weights) {
    return new PyTorchProbe(weights);
  }
}
