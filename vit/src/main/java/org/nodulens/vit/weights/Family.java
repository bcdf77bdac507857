package org.nodulens.vit.weights;

import java.util.List;
import org.nodulens.vit.PositionResize;

/** Whose code a network was trained with: what its file does not say follows from that. */
enum Family {
  DINO("DINO", 1e-6, PositionResize.DINO),
  DINOV2("DINOv2", 1e-6, PositionResize.DINO),
  DINOV2_REGISTERS("DINOv2 with registers", 1e-6, PositionResize.TIMM),
  TIMM("timm", 1e-6, PositionResize.TIMM),
  HUGGING_FACE_VIT("Hugging Face ViT", 1e-12, PositionResize.BICUBIC),
  HUGGING_FACE_DINOV2("Hugging Face DINOv2", 1e-6, PositionResize.BICUBIC),
  HUGGING_FACE_DINOV2_REGISTERS("Hugging Face DINOv2 with registers", 1e-6, PositionResize.TIMM);

  /** Mean and standard deviation of the channels, of values from 0 to 1. */
  record Pixels(List<Double> mean, List<Double> std) {
    /** As published with DINO and DINOv2: ImageNet's, for red, green and blue. */
    static final Pixels IMAGENET =
        new Pixels(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** As Google's ViT has it, and timm and Hugging Face after it: from -1 to 1. */
    static final Pixels HALVES = new Pixels(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  }

  private final String label;
  private final double layerNormEps;
  private final PositionResize positionResize;

  Family(String label, double layerNormEps, PositionResize positionResize) {
    this.label = label;
    this.layerNormEps = layerNormEps;
    this.positionResize = positionResize;
  }

  String label() {
    return label;
  }

  double layerNormEps() {
    return layerNormEps;
  }

  PositionResize positionResize() {
    return positionResize;
  }

  /** What its published networks were trained on, where no file says otherwise. */
  Pixels pixels() {
    return this == TIMM || this == HUGGING_FACE_VIT ? Pixels.HALVES : Pixels.IMAGENET;
  }

  /** Whether positions cover class and patches and registers come in between without any. */
  boolean registersHaveNoPosition() {
    return this != TIMM;
  }
}
