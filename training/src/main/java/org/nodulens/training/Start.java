package org.nodulens.training;

import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.VitConfig;

/** What training starts from. */
public sealed interface Start {
  /** Random weights. */
  record Preset(String name, VitConfig config) implements Start {
    /** 2.7 million parameters for 64 x 64 pixels, patches of 8. */
    public static final Preset SMALL = new Preset("small", config(192, 6));

    /** 0.5 million parameters, otherwise as small: for a demonstration in a minute. */
    public static final Preset TINY = new Preset("tiny", config(96, 4));

    /**
     * Reads a preset's name.
     *
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Preset named(String name) {
      return switch (name) {
        case "small" -> SMALL;
        case "tiny" -> TINY;
        default -> throw new IllegalArgumentException("preset must be small or tiny, got " + name);
      };
    }

    private static VitConfig config(int width, int depth) {
      return new VitConfig(
          PixelSize.square(64),
          PixelSize.square(8),
          /* channels= */ 1,
          width,
          depth,
          /* heads= */ 3,
          /* mlpWidth= */ 4 * width,
          /* registers= */ 0,
          /* layerScale= */ false,
          /* positionsCoverPrefix= */ true,
          /* outputs= */ 0,
          /* layerNormEps= */ 1e-6);
    }
  }

  /** A model whose trunk is taken over, and with it the way it sees; its head is not. */
  record Backbone(ModelFolder model) implements Start {}
}
