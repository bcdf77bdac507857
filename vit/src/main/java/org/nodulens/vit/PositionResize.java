package org.nodulens.vit;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a position embedding is brought to another patch grid: bicubic, row by column, pixel centres
 * at half-integers. Published networks differ in it, and by more than rounding.
 */
public enum PositionResize {
  /** timm and DINOv2 with registers: antialiased (a = -0.5), weights cut at the border. */
  TIMM {
    @Override
    double[][] weights(int inputs, int outputs) {
      return BicubicWeights.antialiased(inputs, outputs);
    }
  },
  /**
   * DINO and DINOv2 without registers: plain (a = -0.75), with steps of inputs / (outputs + 0.1),
   * the 0.1 being there to save the output size from rounding.
   */
  DINO {
    @Override
    double[][] weights(int inputs, int outputs) {
      return BicubicWeights.plain(inputs, outputs, inputs / (outputs + 0.1));
    }
  },
  /** Hugging Face's ViT and DINOv2: plain (a = -0.75), with steps of inputs / outputs. */
  BICUBIC {
    @Override
    double[][] weights(int inputs, int outputs) {
      return BicubicWeights.plain(inputs, outputs, (double) inputs / outputs);
    }
  };

  /** One row of weights over the inputs for each output; each row's sum is 1. */
  abstract double[][] weights(int inputs, int outputs);

  /** Its name in model.json. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By its name in model.json.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static PositionResize ofId(String id) {
    return Arrays.stream(values())
        .filter(way -> way.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "positions are resized as timm, dino or bicubic, not \"" + id + "\""));
  }
}
