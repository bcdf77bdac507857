package org.nodulens.evaluation;

import java.util.List;

/** How nodules are grouped by size and by texture, wherever figures of groups stand. */
public final class NoduleGroups {
  /** By diameter, between the steps of Lung-RADS (American College of Radiology), in order. */
  public static final List<String> SIZES =
      List.of("below 6 mm", "6 to 8 mm", "8 to 15 mm", "15 mm and more");

  /** By the readers' mean texture, in order: 1 is non-solid, 3 part-solid, 5 solid. */
  public static final List<String> TEXTURES = List.of("non-solid", "part-solid", "solid");

  private static final double[] STEPS_MM = {6, 8, 15};

  private NoduleGroups() {}

  /** The group of {@link #SIZES} that a diameter belongs to. */
  public static String ofSize(double diameterMm) {
    int group = 0;
    while (group < STEPS_MM.length && diameterMm >= STEPS_MM[group]) {
      group++;
    }
    return SIZES.get(group);
  }

  /** The group of {@link #TEXTURES} that a mean rating of 1 to 5 is nearest to. */
  public static String ofTexture(double mean) {
    return TEXTURES.get(mean < 2 ? 0 : mean < 4 ? 1 : 2);
  }
}
