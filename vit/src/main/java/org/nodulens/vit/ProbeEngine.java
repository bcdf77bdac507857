package org.nodulens.vit;

import java.util.Optional;
import java.util.ServiceLoader;

/** What opens a network for {@link NetworkProbe}. Found by {@link ServiceLoader}. */
public interface ProbeEngine {
  /** The name that messages use: {@code pytorch}. */
  String name();

  /** Why it cannot run here; empty if it can. */
  Optional<String> fault();

  /** A probe for the model's own input size. The caller closes it. */
  NetworkProbe probe(VitWeights weights);

  /** The first such engine on the class path that can run here. */
  static Optional<ProbeEngine> first() {
    return ServiceLoader.load(ProbeEngine.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.fault().isEmpty())
        .findFirst();
  }
}
