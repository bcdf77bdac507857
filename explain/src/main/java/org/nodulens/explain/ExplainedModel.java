package org.nodulens.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.NetworkProbe;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.ProbeEngine;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * A network as estimators see it. The last block is at hand; what only some methods need, the
 * network's inside in an engine and the class token's way out of every block, is loaded when first
 * asked for and kept to close.
 */
public final class ExplainedModel implements AutoCloseable {
  private final VitConfig config;
  private final LastBlock lastBlock;
  private final WeightsSource weights;
  private @Nullable NetworkProbe probe;
  private @Nullable List<LastBlock> blocks;

  /** A network, and where its weights are read when a method needs them all. */
  public ExplainedModel(VitConfig config, LastBlock lastBlock, WeightsSource weights) {
    this.config = config;
    this.lastBlock = lastBlock;
    this.weights = weights;
  }

  /** A classifier's network. */
  public static ExplainedModel of(NoduleClassifier classifier) {
    return new ExplainedModel(
        classifier.description().config(), classifier.lastBlock(), classifier::weights);
  }

  public VitConfig config() {
    return config;
  }

  public LastBlock lastBlock() {
    return lastBlock;
  }

  /**
   * The network's inside.
   *
   * @param method that asks, for messages
   * @throws EngineAbsentException if no engine on the class path can show it
   */
  public synchronized NetworkProbe probe(String method) throws IOException {
    if (probe == null) {
      ProbeEngine engine =
          ProbeEngine.first()
              .orElseThrow(
                  () ->
                      new EngineAbsentException(
                          "method "
                              + method
                              + " looks into the network, which takes the PyTorch engine, and it is"
                              + " not on the class path; attention, partial_lrp and those whose"
                              + " names hold cdam need none"));
      probe = engine.probe(weights.read());
    }
    return probe;
  }

  /** The class token's way out of every block, as if each were the last. */
  public synchronized List<LastBlock> blocks() throws IOException {
    if (blocks == null) {
      VitWeights all = weights.read();
      List<LastBlock> ways = new ArrayList<>();
      for (int block = 0; block < config.depth() - 1; block++) {
        ways.add(LastBlock.endingAt(all, block));
      }
      ways.add(lastBlock);
      blocks = List.copyOf(ways);
    }
    return blocks;
  }

  @Override
  public synchronized void close() {
    if (probe != null) {
      probe.close();
      probe = null;
    }
  }
}
