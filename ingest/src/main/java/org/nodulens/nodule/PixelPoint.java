package org.nodulens.nodule;

/** The centre of a pixel, zero-based; may lie outside the image. */
public record PixelPoint(int column, int row) {}
