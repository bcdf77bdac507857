package org.nodulens.datasets.lungpetctdx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Joins boxes to tumours: same class, neighbouring slices, overlap in the plane. */
final class BoxGroups {
  private BoxGroups() {}

  /** A box on a slice of the volume. */
  record PlacedBox(int slice, TumourBox tumour) {
    boolean continues(PlacedBox other) {
      return Math.abs(slice - other.slice) == 1
          && tumour.className().equals(other.tumour.className())
          && tumour.box().overlaps(other.tumour.box());
    }
  }

  private static final Comparator<PlacedBox> ORDER =
      Comparator.comparingInt(PlacedBox::slice)
          .thenComparing(b -> b.tumour().className())
          .thenComparingInt(b -> b.tumour().box().first().row())
          .thenComparingInt(b -> b.tumour().box().first().column());

  /** In order of the first slice; the same whatever the order of the boxes. */
  static List<List<PlacedBox>> of(List<PlacedBox> boxes) {
    List<PlacedBox> sorted = new ArrayList<>(boxes);
    sorted.sort(ORDER);
    List<List<PlacedBox>> groups = new ArrayList<>();
    for (PlacedBox box : sorted) {
      List<PlacedBox> joined = new ArrayList<>();
      for (List<PlacedBox> group : List.copyOf(groups)) {
        if (group.stream().anyMatch(box::continues)) {
          joined.addAll(group);
          groups.remove(group);
        }
      }
      joined.add(box);
      groups.add(joined);
    }
    groups.forEach(group -> group.sort(ORDER));
    groups.sort(Comparator.comparing(group -> group.get(0), ORDER));
    return groups;
  }
}
