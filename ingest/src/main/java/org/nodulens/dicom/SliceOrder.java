package org.nodulens.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;

/**
 * Puts a series' slices in order by their positions along the normal, never by number or file name,
 * and refuses what is no evenly filled volume.
 */
final class SliceOrder {
  /** Positions closer than this are one, mm. */
  static final double SAME_PLACE_MM = 0.005;

  /** How far distances may stray: positions are written with few digits. */
  private static final double TOLERANCE = 0.02;

  private final String uid;
  private final List<SliceHeader> slices;

  private SliceOrder(String uid, List<SliceHeader> slices) {
    this.uid = uid;
    this.slices = slices;
  }

  /**
   * Puts slices in order.
   *
   * @param uid of their series, for messages
   * @throws DicomFormatException if they make no volume, for whatever reason but a tilted gantry
   */
  static SliceStack order(String uid, List<SliceHeader> unordered) throws DicomFormatException {
    List<SliceHeader> slices = new ArrayList<>(unordered);
    SliceOrder order = new SliceOrder(uid, slices);
    order.requireSeveral();
    order.requireAlike();
    slices.sort(Comparator.comparingDouble(SliceHeader::alongNormalMm));
    order.requireEven();
    SidewaysShift shift = new SidewaysShift(uid, slices);
    shift.requireEven();
    return new SliceStack(slices, order.geometry(shift));
  }

  private void requireSeveral() throws DicomFormatException {
    if (slices.size() < 2) {
      throw refused("single-slice", "one slice is no volume, expected two or more,");
    }
  }

  private void requireAlike() throws DicomFormatException {
    SliceHeader first = slices.get(0);
    for (SliceHeader slice : slices) {
      if (slice.columns() != first.columns() || slice.rows() != first.rows()) {
        throw refused(
            "mixed-size",
            "slices of "
                + first.columns()
                + " x "
                + first.rows()
                + " and of "
                + slice.columns()
                + " x "
                + slice.rows()
                + " pixels");
      }
      if (!slice.plane().hasOrientationOf(first.plane())) {
        throw refused("mixed-orientation", "slices of different orientation");
      }
      if (!slice.plane().hasSpacingOf(first.plane())) {
        throw refused("mixed-spacing", "slices of different pixel spacing");
      }
    }
  }

  private void requireEven() throws DicomFormatException {
    double[] gaps = new double[slices.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = slices.get(i + 1).alongNormalMm() - slices.get(i).alongNormalMm();
      if (gaps[i] < SAME_PLACE_MM) {
        throw refused("duplicate-position", "two slices at " + at(i));
      }
    }
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    double usual = sorted[(sorted.length - 1) / 2];
    boolean onGrid = strayFromGridMm() <= roundedMm();
    for (int i = 0; i < gaps.length; i++) {
      if (gaps[i] > 1.5 * usual) {
        throw new DicomFormatException(
            "slice-gap", gap(gaps[i], usual, i) + "; a slice is missing");
      }
      double strayMm = Math.abs(gaps[i] - usual);
      if (strayMm > Math.max(SAME_PLACE_MM, TOLERANCE * usual) && !onGrid) {
        throw new DicomFormatException(
            "uneven-spacing", gap(gaps[i], usual, i) + "; even spacing is needed");
      }
    }
  }

  /** The farthest that a slice lies from where even spacing would put it. */
  private double strayFromGridMm() {
    double[] stray = new double[slices.size()];
    int steps = slices.size() - 1;
    double firstMm = slices.get(0).alongNormalMm();
    double stepMm = (slices.get(steps).alongNormalMm() - firstMm) / steps;
    for (int i = 0; i <= steps; i++) {
      stray[i] = slices.get(i).alongNormalMm() - firstMm - i * stepMm;
    }
    // The first and the last are rounded too: the grid that fits best lies half way.
    Arrays.sort(stray);
    return (stray[steps] - stray[0]) / 2;
  }

  /** Positions written to 0.1 mm stray so far from an even grid; less harms nobody. */
  private double roundedMm() {
    PatientVector normal = slices.get(0).plane().normal();
    return 0.01 + 0.05 * (Math.abs(normal.xMm()) + Math.abs(normal.yMm()) + Math.abs(normal.zMm()));
  }

  private String gap(double mm, double usualMm, int slice) {
    return "slice gap is "
        + millimetres(mm)
        + " after "
        + at(slice)
        + " but "
        + millimetres(usualMm)
        + " elsewhere in series "
        + uid;
  }

  private VolumeGeometry geometry(SidewaysShift shift) {
    SlicePlane first = slices.get(0).plane();
    SlicePlane last = slices.get(slices.size() - 1).plane();
    int steps = slices.size() - 1;
    double depthMm = last.position().minus(first.position()).dot(first.normal());
    VoxelAxes axes = first.axes(depthMm / steps);
    if (!shift.isNone()) {
      PatientVector slant = axes.slice().plus(shift.total().times(1.0 / steps));
      axes = new VoxelAxes(axes.column(), axes.row(), slant);
    }
    GridSize size = new GridSize(slices.get(0).columns(), slices.get(0).rows(), slices.size());
    return new VolumeGeometry(size, first.position(), axes);
  }

  private DicomFormatException refused(String code, String what) {
    return new DicomFormatException(code, what + " in series " + uid);
  }

  private String at(int slice) {
    SlicePlane plane = slices.get(slice).plane();
    return Math.abs(plane.normal().zMm()) > 0.9
        ? "z = " + millimetres(plane.position().zMm())
        : millimetres(slices.get(slice).alongNormalMm()) + " along the slice normal";
  }

  private static String millimetres(double mm) {
    return String.format(Locale.ROOT, "%.2f mm", mm);
  }
}
