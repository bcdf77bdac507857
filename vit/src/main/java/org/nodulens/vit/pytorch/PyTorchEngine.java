package org.nodulens.vit.pytorch;

import org.nodulens.vit.Trunk;
import org.nodulens.vit.TrunkEngine;
import org.nodulens.vit.VitWeights;

/** Runs trunks in DJL's PyTorch engine. */
public final class PyTorchEngine implements TrunkEngine {
  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public Trunk load(VitWeights weights) {
    return new PyTorchTrunk(weights);
  }
}
