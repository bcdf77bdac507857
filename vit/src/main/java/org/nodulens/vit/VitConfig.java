package org.nodulens.vit;

/**
 * Shape of a Vision Transformer, in the terms of timm's VisionTransformer (whose argument names
 * {@link VitArchitecture} reads and writes). Blocks are pre-norm, the class token feeds the head.
 *
 * @param image the input that the position embedding was made for
 * @param channels input channels
 * @param width D, the length of a token
 * @param registers R, register tokens between the class token and the patches
 * @param layerScale whether each branch's output is multiplied by a learned vector
 * @param positionsCoverPrefix whether the position embedding has rows for class and register tokens
 *     (timm's {@code no_embed_class} is the opposite)
 * @param outputs C, rows of the linear head; 0 for a model without one
 * @param positionResize how the position embedding is brought to another input size
 */
public record VitConfig(
    PixelSize image,
    PixelSize patch,
    int channels,
    int width,
    int depth,
    int heads,
    int mlpWidth,
    int registers,
    boolean layerScale,
    boolean positionsCoverPrefix,
    int outputs,
    double layerNormEps,
    PositionResize positionResize) {

  /** A network whose positions are resized as timm does. */
  public VitConfig(
      PixelSize image,
      PixelSize patch,
      int channels,
      int width,
      int depth,
      int heads,
      int mlpWidth,
      int registers,
      boolean layerScale,
      boolean positionsCoverPrefix,
      int outputs,
      double layerNormEps) {
    this(
        image,
        patch,
        channels,
        width,
        depth,
        heads,
        mlpWidth,
        registers,
        layerScale,
        positionsCoverPrefix,
        outputs,
        layerNormEps,
        PositionResize.TIMM);
  }

  public VitConfig {
    if (channels < 1 || width < 1 || depth < 1 || heads < 1 || mlpWidth < 1) {
      throw new IllegalArgumentException(
          "channels, width, depth, heads and MLP width must be at least 1");
    }
    if (registers < 0 || outputs < 0) {
      throw new IllegalArgumentException("registers and outputs must be at least 0");
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width " + width + " is not a multiple of " + heads + " heads");
    }
    if (!(layerNormEps > 0)) {
      throw new IllegalArgumentException("layer-norm epsilon must be > 0, got " + layerNormEps);
    }
    PatchGrid.of(image, patch);
  }

  /** d, the width of one attention head. */
  public int headWidth() {
    return width / heads;
  }

  /** Tokens before the patches: class and registers. */
  public int prefixTokens() {
    return 1 + registers;
  }

  public PatchGrid grid() {
    return PatchGrid.of(image, patch);
  }

  /** T. */
  public int tokens() {
    return prefixTokens() + grid().patches();
  }

  /** Rows of the position embedding. */
  public int positionRows() {
    return grid().patches() + (positionsCoverPrefix ? prefixTokens() : 0);
  }

  public VitConfig withOutputs(int newOutputs) {
    return with(image, newOutputs, positionResize);
  }

  public VitConfig withImage(PixelSize newImage) {
    return with(newImage, outputs, positionResize);
  }

  public VitConfig withPositionResize(PositionResize newResize) {
    return with(image, outputs, newResize);
  }

  private VitConfig with(PixelSize newImage, int newOutputs, PositionResize newResize) {
    return new VitConfig(
        newImage,
        patch,
        channels,
        width,
        depth,
        heads,
        mlpWidth,
        registers,
        layerScale,
        positionsCoverPrefix,
        newOutputs,
        layerNormEps,
        newResize);
  }
}
