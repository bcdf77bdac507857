package org.nodulens.report;

import java.util.List;
import org.nodulens.nodule.Readings;

/** What a nodule is made of, as the published tables tell nodules apart. */
enum Composition {
  SOLID("solid"),
  PART_SOLID("part-solid"),
  GROUND_GLASS("ground-glass");

  private final String words;

  Composition(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * What readers' texture says on LIDC's scale, where 1 is ground glass, 3 is part solid and 5 is
   * solid: the median, anything between the ends being mixed. Without readings all are possible.
   */
  static List<Composition> possible(Readings texture) {
    if (texture.isEmpty()) {
      return List.of(values());
    }
    double median = texture.median();
    return List.of(median > 4.5 ? SOLID : median < 1.5 ? GROUND_GLASS : PART_SOLID);
  }
}
