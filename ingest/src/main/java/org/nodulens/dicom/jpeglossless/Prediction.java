package org.nodulens.dicom.jpeglossless;

/**
 * Turns a row of differences into samples, in place (T.81 H.1.1, table H.1), modulo 65536. Rows lie
 * one after the other.
 */
final class Prediction {
  private final int selectionValue;
  private final int columns;

  Prediction(int selectionValue, int columns) {
    this.selectionValue = selectionValue;
    this.columns = columns;
  }

  /** The first row of a restart interval: the first sample is predicted, the rest by Ra. */
  void undoFirstRow(short[] samples, int start, int firstPrediction) {
    samples[start] += (short) firstPrediction;
    fromLeft(samples, start);
  }

  void undoRow(short[] samples, int start) {
    samples[start] += samples[start - columns];
    switch (selectionValue) {
      case 1 -> fromLeft(samples, start);
      case 2 -> fromAbove(samples, start);
      case 3 -> fromAboveLeft(samples, start);
      case 4 -> fromPlane(samples, start);
      case 5 -> fromLeftAndHalfOfVertical(samples, start);
      case 6 -> fromAboveAndHalfOfHorizontal(samples, start);
      case 7 -> fromMean(samples, start);
      default -> throw new IllegalStateException("selection value " + selectionValue);
    }
  }

  /** 1: Ra. */
  private void fromLeft(short[] samples, int start) {
    int left = samples[start];
    for (int i = start + 1; i < start + columns; i++) {
      left += samples[i];
      samples[i] = (short) left;
    }
  }

  /** 2: Rb. */
  private void fromAbove(short[] samples, int start) {
    for (int i = start + 1; i < start + columns; i++) {
      samples[i] += samples[i - columns];
    }
  }

  /** 3: Rc. */
  private void fromAboveLeft(short[] samples, int start) {
    for (int i = start + 1; i < start + columns; i++) {
      samples[i] += samples[i - columns - 1];
    }
  }

  /** 4: Ra + Rb - Rc. */
  private void fromPlane(short[] samples, int start) {
    int left = samples[start];
    int aboveLeft = samples[start - columns];
    for (int i = start + 1; i < start + columns; i++) {
      int above = samples[i - columns];
      left += above - aboveLeft + samples[i];
      samples[i] = (short) left;
      aboveLeft = above;
    }
  }

  /** 5: Ra + (Rb - Rc) / 2, rounded down. */
  private void fromLeftAndHalfOfVertical(short[] samples, int start) {
    int left = samples[start];
    int aboveLeft = samples[start - columns] & 0xFFFF;
    for (int i = start + 1; i < start + columns; i++) {
      int above = samples[i - columns] & 0xFFFF;
      left += ((above - aboveLeft) >> 1) + samples[i];
      samples[i] = (short) left;
      aboveLeft = above;
    }
  }

  /** 6: Rb + (Ra - Rc) / 2, rounded down. */
  private void fromAboveAndHalfOfHorizontal(short[] samples, int start) {
    int left = samples[start] & 0xFFFF;
    int aboveLeft = samples[start - columns] & 0xFFFF;
    for (int i = start + 1; i < start + columns; i++) {
      int above = samples[i - columns] & 0xFFFF;
      left = (above + ((left - aboveLeft) >> 1) + samples[i]) & 0xFFFF;
      samples[i] = (short) left;
      aboveLeft = above;
    }
  }

  /** 7: (Ra + Rb) / 2, rounded down. */
  private void fromMean(short[] samples, int start) {
    int left = samples[start] & 0xFFFF;
    for (int i = start + 1; i < start + columns; i++) {
      left = (((left + (samples[i - columns] & 0xFFFF)) >> 1) + samples[i]) & 0xFFFF;
      samples[i] = (short) left;
    }
  }
}
