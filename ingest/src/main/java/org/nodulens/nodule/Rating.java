package org.nodulens.nodule;

import java.util.Locale;
import java.util.Optional;

/**
 * The nine characteristics that LIDC-IDRI's readers rated, with the scale of each (Armato et al.
 * 2011, doi:10.1118/1.3528204). Internal structure and calcification are nominal: their means are a
 * convention.
 */
public enum Rating {
  SUBTLETY(5),
  INTERNAL_STRUCTURE(4),
  CALCIFICATION(6),
  SPHERICITY(5),
  MARGIN(5),
  LOBULATION(5),
  SPICULATION(5),
  TEXTURE(5),
  MALIGNANCY(5);

  private final int highest;

  Rating(int highest) {
    this.highest = highest;
  }

  /** The name in tables and tasks: {@code internal_structure}. */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Rating> ofColumnName(String name) {
    for (Rating rating : values()) {
      if (rating.columnName().equals(name)) {
        return Optional.of(rating);
      }
    }
    return Optional.empty();
  }

  /** Whether the steps are names without an order. */
  public boolean isNominal() {
    return this == INTERNAL_STRUCTURE || this == CALCIFICATION;
  }

  /** The highest step of the scale, which starts at 1. */
  public int highest() {
    return highest;
  }

  public boolean isOnScale(int reading) {
    return reading >= 1 && reading <= highest;
  }
}
