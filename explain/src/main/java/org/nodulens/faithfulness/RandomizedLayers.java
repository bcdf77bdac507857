package org.nodulens.faithfulness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrunkEngine;

/**
 * A network whose layers lose what they learned, from the head downwards (cascading randomisation,
 * Adebayo et al. 2018, arXiv:1810.03292): a map that stays the same does not explain the network.
 * The values of each tensor are shuffled, which keeps their distribution and so the scale of what
 * flows through.
 */
final class RandomizedLayers {
  private final ModelFolder model;
  private final TrunkEngine engine;
  private final long seed;

  RandomizedLayers(ModelFolder model, TrunkEngine engine, long seed) {
    this.model = model;
    this.engine = engine;
    this.seed = seed;
  }

  /**
   * How deep one can go: {@code head}, then {@code block_6} ... {@code block_1}, then {@code
   * embedding}.
   */
  static List<String> depths(ModelFolder model) {
    List<String> depths = new ArrayList<>(List.of("head"));
    for (int block = model.description().config().depth(); block >= 1; block--) {
      depths.add("block_" + block);
    }
    depths.add("embedding");
    return depths;
  }

  /** The network with all layers random down to one of {@link #depths}. The caller closes it. */
  NoduleClassifier downTo(int depth) throws IOException {
    return NoduleClassifier.loadChanged(model, engine, change(depth));
  }

  private BiFunction<String, Tensor, Tensor> change(int depth) {
    int blocks = model.description().config().depth();
    return (name, tensor) -> layer(name, blocks) <= depth ? shuffled(name, tensor) : tensor;
  }

  /** A tensor's place in {@link #depths}; the final norm goes with the last block. */
  static int layer(String name, int blocks) {
    if (name.startsWith("head.")) {
      return 0;
    }
    if (name.startsWith("norm.")) {
      return 1;
    }
    if (name.startsWith("blocks.")) {
      return blocks - Integer.parseInt(name.split("\\.", -1)[1]);
    }
    return blocks + 1;
  }

  private Tensor shuffled(String name, Tensor tensor) {
    Random random = new Random(seed ^ ((long) name.hashCode() << 20));
    float[] values = tensor.values().clone();
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
    return new Tensor(values, tensor.shape());
  }
}
