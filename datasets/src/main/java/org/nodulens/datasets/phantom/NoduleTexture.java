package org.nodulens.datasets.phantom;

/** What a nodule is made of. */
public enum NoduleTexture {
  SOLID,
  PART_SOLID,
  GROUND_GLASS;

  /** LIDC's scale runs from 1, ground glass, to 5, solid. */
  double rating() {
    return switch (this) {
      case SOLID -> 4.95;
      case PART_SOLID -> 3;
      case GROUND_GLASS -> 1.1;
    };
  }
}
