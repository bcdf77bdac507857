package org.nodulens.explain;

import java.io.IOException;
import org.nodulens.vit.VitWeights;

/** Where a network's weights come from when a method asks for all of them. */
@FunctionalInterface
public interface WeightsSource {
  VitWeights read() throws IOException;
}
