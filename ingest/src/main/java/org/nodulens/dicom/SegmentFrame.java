package org.nodulens.dicom;

import java.util.BitSet;

/** The pixels of one segment on one slice of the segmentation's grid. */
public final class SegmentFrame {
  private final int segment;
  private final int slice;
  private final int columns;
  private final BitSet pixels;

  /** Keeps the bits: row by row, {@code row * columns + column}. */
  SegmentFrame(int segment, int slice, int columns, BitSet pixels) {
    this.segment = segment;
    this.slice = slice;
    this.columns = columns;
    this.pixels = pixels;
  }

  /** The segment's number. */
  public int segment() {
    return segment;
  }

  /** Which slice of {@link Segmentation#grid}. */
  public int slice() {
    return slice;
  }

  public boolean isEmpty() {
    return pixels.isEmpty();
  }

  /**
   * Whether the segment has this pixel.
   *
   * @param column from 0 to below the grid's columns
   * @param row alike
   */
  public boolean holds(int column, int row) {
    return pixels.get(row * columns + column);
  }

  /** All pixels that the segment has, at {@code row * columns + column}. A copy. */
  public BitSet pixels() {
    return (BitSet) pixels.clone();
  }
}
