package org.nodulens.vit;

import java.util.Optional;
import java.util.ServiceLoader;

/** What runs a trunk. Engines are found by {@link ServiceLoader}, so that none is needed here. */
public interface TrunkEngine {
  /** The name that it is asked for by: {@code onnxruntime}, {@code pytorch}. */
  String id();

  /** The name that results record: the id, and whatever of the settings changes results. */
  String name();

  /**
   * The same engine, set otherwise.
   *
   * @throws IllegalArgumentException if this engine has no such precision or device
   */
  TrunkEngine with(TrunkSettings settings);

  /** Why it cannot run here, in one line; empty where it can. Loads its native libraries. */
  Optional<String> fault();

  /** A trunk for the model's own input size. The caller closes it. */
  Trunk load(VitWeights weights);

  /**
   * The first engine that runs here.
   *
   * @throws IllegalStateException if there is none
   */
  static TrunkEngine first() {
    return EngineChoice.first(TrunkSettings.DEFAULT).engine();
  }
}
