package org.nodulens.dicom;

/**
 * One of several volumes under one series UID.
 *
 * @param number from 1
 * @param count the volumes that the series was split into
 * @param what tells it from the others, such as {@code kernel B70f}
 */
public record SeriesPart(int number, int count, String what) {
  public SeriesPart {
    if (number < 1 || number > count) {
      throw new IllegalArgumentException("there is no part " + number + " of " + count);
    }
  }

  /** For instance {@code 1 of 2: kernel B70f}. */
  @Override
  public String toString() {
    return number + " of " + count + ": " + what;
  }
}
