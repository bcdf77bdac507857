package org.nodulens.datasets.phantom;

/**
 * The numbers under which a chest's smooth fields are kept: distances in mm unless said otherwise.
 */
final class Field {
  static final int BODY = 0;
  static final int CAGE = 1;
  static final int MUSCLE = 2;
  static final int HEART = 3;
  static final int VESSELS = 4;
  static final int LUNG = 5;
  static final int ORGANS = 6;

  /** See {@link Cage#ribHeightMm}. */
  static final int RIB_HEIGHT = 7;

  /** HU to add to the lung's own. */
  static final int SHADE = 8;

  static final int COUNT = 9;

  private Field() {}
}
