package org.nodulens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.pytorch.Branch;

/**
 * Stochastic depth (arXiv:1603.09382), image by image: a branch is left out at its block's rate,
 * and what stays is scaled so that the expectation does not change.
 */
final class DropPath implements Branch {
  private final DropPathRate rate;
  private final VitConfig config;
  private final NDManager scope;
  private final Random random;

  /** For one step, whose arrays belong to {@code scope}. */
  DropPath(DropPathRate rate, VitConfig config, NDManager scope, Random random) {
    this.rate = rate;
    this.config = config;
    this.scope = scope;
    this.random = random;
  }

  @Override
  public NDArray of(int block, NDArray output) {
    double dropped = rate.of(block, config.depth());
    if (dropped == 0) {
      return output;
    }
    float[] factors = new float[Math.toIntExact(output.getShape().get(0))];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = random.nextDouble() < dropped ? 0 : (float) (1 / (1 - dropped));
    }
    return output.mul(scope.create(factors, new Shape(factors.length, 1, 1)));
  }
}
