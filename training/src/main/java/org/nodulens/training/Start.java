package org.nodulens.training;

import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.VitConfig;

/** What training starts from. */
public sealed interface Start {
  /** Random weights. */
  record Preset(String name, VitConfig config) implements Start {
    /** 2.7 million parameters for 64 x 64 pixels, patches of 8. */
    public static final Preset SMALL =
        new Preset(
            "small",
            new VitConfig(
                PixelSize.square(64),
                PixelSize.square(8),
                /* channels= */ 1,
                /* width= */ 192,
                /* depth= */ 6,
                /* heads= */ 3,
                /* mlpWidth= */ 768,
                /* registers= */ 0,
                /* layerScale= */ false,
                /* positionsCoverPrefix= */ true,
                /* outputs= */ 0,
                /* layerNormEps= */ 1e-6));
  }

  /** A model whose trunk is taken over, and with it the way it sees; its head is not. */
  record Backbone(ModelFolder model) implements Start {}
}
