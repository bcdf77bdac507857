package org.nodulens.vit;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** What runs a trunk. Engines are found by {@link ServiceLoader}, so that none is needed here. */
public interface TrunkEngine {
  /** The name that results record: {@code pytorch}. */
  String name();

  /** A trunk for the model's own input size. The caller closes it. */
  Trunk load(VitWeights weights);

  /**
   * The first engine on the class path.
   *
   * @throws IllegalStateException if there is none
   */
  static TrunkEngine first() {
    List<TrunkEngine> engines = new ArrayList<>();
    ServiceLoader.load(TrunkEngine.class).forEach(engines::add);
    if (engines.isEmpty()) {
      throw new IllegalStateException(
          "no engine on the class path: add DJL's PyTorch engine with its native library");
    }
    return engines.get(0);
  }
}
