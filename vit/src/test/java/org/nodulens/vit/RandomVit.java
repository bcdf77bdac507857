package org.nodulens.vit;

import java.util.Random;

/** Small random models for tests. */
public final class RandomVit {
  private RandomVit() {}

  /** Two blocks, two registers, layer scale, three outputs, a 2 x 3 grid of 4 x 4 patches. */
  public static VitConfig config() {
    return new VitConfig(
        new PixelSize(8, 12), PixelSize.square(4), 1, 8, 2, 2, 16, 2, true, true, 3, 1e-6);
  }

  public static VitWeights weights(VitConfig config, long seed) {
    return VitWeights.random(config, /* deviation= */ 0.3, seed);
  }

  public static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
