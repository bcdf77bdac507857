package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.PatientVector;

/**
 * Finds the volumes under one series UID. If all slices make one volume, that is it. Otherwise they
 * are told apart by size, orientation and pixel spacing, and then by the first of the {@link
 * SliceTrait}s that gives a volume, each part by further traits if it needs them. A split must
 * resolve what was wrong with the whole: it may leave no fewer than two slices a part on average,
 * and it may not cut where one part goes on straight after another. The result does not depend on
 * the order of the slices.
 */
final class SeriesSplit {
  /** Slices in more shapes than that are no volumes of somebody's making. */
  private static final int MOST_SHAPES = 64;

  private final String uid;

  private SeriesSplit(String uid) {
    this.uid = uid;
  }

  /** What became of a group of slices. */
  sealed interface Part {
    SliceGroup group();

    /** Slices that make a volume, though perhaps a tilted one. */
    record Volume(SliceGroup group, SliceStack stack) implements Part {}

    /** Slices that make none. */
    record Rest(SliceGroup group, DicomFormatException why) implements Part {}
  }

  /** Every slice is in one of the parts. */
  static List<Part> of(String uid, List<SliceHeader> unordered) {
    List<SliceHeader> slices = new ArrayList<>(unordered);
    slices.sort(
        Comparator.comparingDouble(SliceHeader::alongNormalMm)
            .thenComparing(SliceHeader::sopUid)
            .thenComparing(SliceHeader::frame));
    return new SeriesSplit(uid).byGeometry(new SliceGroup("", slices));
  }

  private List<Part> byGeometry(SliceGroup whole) {
    Part part = part(whole);
    if (part instanceof Part.Volume) {
      return List.of(part);
    }
    List<SliceGroup> alike = alike(whole);
    if (alike.size() == 1) {
      return byTraits(whole, 0);
    }
    List<Part> parts = new ArrayList<>();
    for (SliceGroup group : alike) {
      parts.addAll(byTraits(group, 0));
    }
    return hasVolume(parts) ? parts : List.of(part);
  }

  private Part part(SliceGroup group) {
    try {
      return new Part.Volume(group, SliceOrder.order(uid, group.slices()));
    } catch (DicomFormatException e) {
      return new Part.Rest(group, e);
    }
  }

  /** By size, orientation and pixel spacing; each group is named after its first slice. */
  private static List<SliceGroup> alike(SliceGroup whole) {
    List<SliceGroup> groups = new ArrayList<>();
    for (SliceHeader slice : whole.slices()) {
      if (groups.size() > MOST_SHAPES) {
        return List.of(whole);
      }
      SliceGroup group = null;
      for (SliceGroup known : groups) {
        if (isAlike(slice, known.slices().get(0))) {
          group = known;
          break;
        }
      }
      if (group == null) {
        group = whole.narrowed(shape(slice), new ArrayList<>());
        groups.add(group);
      }
      group.slices().add(slice);
    }
    return groups;
  }

  private static boolean isAlike(SliceHeader a, SliceHeader b) {
    return a.columns() == b.columns()
        && a.rows() == b.rows()
        && a.plane().hasOrientationOf(b.plane())
        && a.plane().hasSpacingOf(b.plane());
  }

  private static String shape(SliceHeader slice) {
    SlicePlane plane = slice.plane();
    return String.format(
        Locale.ROOT,
        "%s slices of %d x %d pixels of %.3f x %.3f mm",
        plane.orientationName(),
        slice.rows(),
        slice.columns(),
        plane.rowSpacingMm(),
        plane.columnSpacingMm());
  }

  private List<Part> byTraits(SliceGroup group, int from) {
    Part whole = part(group);
    if (whole instanceof Part.Volume) {
      return List.of(whole);
    }
    for (int i = from; i < SliceTrait.ALL.size(); i++) {
      List<SliceGroup> groups = SliceTrait.ALL.get(i).groups(group);
      if (groups.size() == 1 || 2 * groups.size() > group.slices().size()) {
        continue;
      }
      List<Part> parts = new ArrayList<>();
      for (SliceGroup narrow : groups) {
        parts.addAll(byTraits(narrow, i + 1));
      }
      if (hasVolume(parts) && !cutsVolume(parts)) {
        return parts;
      }
    }
    return List.of(whole);
  }

  private static boolean hasVolume(List<Part> parts) {
    return parts.stream().anyMatch(Part.Volume.class::isInstance);
  }

  /** Whether a part goes on where a volume ends, by the volume's own step. */
  private static boolean cutsVolume(List<Part> parts) {
    PartEnds starts = new PartEnds();
    PartEnds ends = new PartEnds();
    for (Part part : parts) {
      List<SliceHeader> slices = part.group().slices();
      SliceHeader first = slices.get(0);
      SliceHeader last = slices.get(slices.size() - 1);
      if (last.alongNormalMm() - first.alongNormalMm() > SliceOrder.SAME_PLACE_MM) {
        starts.add(first);
        ends.add(last);
      }
    }
    for (Part part : parts) {
      if (part instanceof Part.Volume volume) {
        List<SliceHeader> slices = volume.stack().slices();
        PatientVector step = volume.stack().geometry().axes().slice();
        if (starts.holds(slices.get(slices.size() - 1), step)
            || ends.holds(slices.get(0), step.times(-1))) {
          return true;
        }
      }
    }
    return false;
  }
}
