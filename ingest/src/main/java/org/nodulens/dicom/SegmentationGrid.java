package org.nodulens.dicom;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;

/**
 * The grid that a segmentation's frames lie on. Slices on which nothing is may have no frame, so
 * that the distance of slices has to be found out: by what the object says, and by the smallest gap
 * between frames.
 */
final class SegmentationGrid {
  /**
   * What frames may stray from the grid, in voxels or mm: positions are written with few digits.
   */
  private static final double MOST_STRAY = 0.12;

  private static final double MOST_STRAY_MM = 0.1;

  private static final double THINNEST_MM = 0.01;

  private static final int MOST_SLICES = 1 << 20;

  private final String where;
  private final List<SlicePlane> planes;
  private final double[] alongMm;
  private final double[] sortedMm;

  private SegmentationGrid(String where, List<SlicePlane> planes) {
    this.where = where;
    this.planes = planes;
    PatientVector normal = planes.get(0).normal().unit();
    this.alongMm =
        planes.stream()
            .mapToDouble(plane -> plane.position().minus(PatientPoint.ORIGIN).dot(normal))
            .toArray();
    this.sortedMm = alongMm.clone();
    Arrays.sort(sortedMm);
  }

  /**
   * Finds the grid.
   *
   * @param planes of all frames, at least one
   * @param spacingMm what the object says of the distance of slices
   * @param thicknessMm and of how thick they are
   * @throws DicomFormatException {@code mixed-orientation}, {@code mixed-spacing}, {@code
   *     uneven-spacing} or {@code missing-tag}
   */
  static Placed of(
      String where,
      List<SlicePlane> planes,
      FrameLayout layout,
      OptionalDouble spacingMm,
      OptionalDouble thicknessMm)
      throws DicomFormatException {
    SegmentationGrid grid = new SegmentationGrid(where, planes);
    grid.requireAlike();
    return grid.placed(layout, grid.firstGuessMm(spacingMm, thicknessMm));
  }

  /**
   * A grid, and each frame's slice in it.
   *
   * @param slices by frame
   */
  record Placed(VolumeGeometry grid, List<Integer> slices) {
    Placed {
      slices = List.copyOf(slices);
    }
  }

  private void requireAlike() throws DicomFormatException {
    SlicePlane first = planes.get(0);
    for (SlicePlane plane : planes) {
      if (!plane.hasOrientationOf(first)) {
        throw new DicomFormatException(
            "mixed-orientation", "frames of different orientation in " + where);
      }
      if (!plane.hasSpacingOf(first)) {
        throw new DicomFormatException(
            "mixed-spacing", "frames of different pixel spacing in " + where);
      }
    }
  }

  private double firstGuessMm(OptionalDouble spacingMm, OptionalDouble thicknessMm)
      throws DicomFormatException {
    double gapMm = smallestGapMm();
    double mm = Math.min(gapMm, spacingMm.orElse(Double.POSITIVE_INFINITY));
    if (spacingMm.isEmpty() && thicknessMm.isPresent() && gapMm > 1.5 * thicknessMm.getAsDouble()) {
      mm = thicknessMm.getAsDouble();
    }
    if (!Double.isFinite(mm)) {
      throw new DicomFormatException(
          "missing-tag",
          "neither "
              + Tag.SPACING_BETWEEN_SLICES
              + " nor "
              + Tag.SLICE_THICKNESS
              + " says how deep a slice is, in "
              + where);
    }
    return Math.max(THINNEST_MM, mm);
  }

  private double smallestGapMm() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sortedMm.length; i++) {
      double gap = sortedMm[i] - sortedMm[i - 1];
      if (gap > SliceOrder.SAME_PLACE_MM) {
        smallest = Math.min(smallest, gap);
      }
    }
    return smallest;
  }

  private Placed placed(FrameLayout layout, double guessMm) throws DicomFormatException {
    int steps = steps(guessMm);
    double firstMm = sortedMm[0];
    double lastMm = sortedMm[sortedMm.length - 1];
    double spacingMm = steps == 0 ? guessMm : (lastMm - firstMm) / steps;
    PatientPoint origin = planes.get(frameAt(firstMm)).position();
    VoxelAxes axes = planes.get(0).axes(spacingMm);
    if (steps > 0) {
      PatientVector toLast = planes.get(frameAt(lastMm)).position().minus(origin);
      requireUpright(toLast, lastMm - firstMm);
      axes = new VoxelAxes(axes.column(), axes.row(), toLast.times(1.0 / steps));
    }
    GridSize size = new GridSize(layout.columns(), layout.rows(), steps + 1);
    VolumeGeometry grid = new VolumeGeometry(size, origin, axes);
    return new Placed(grid, slices(grid));
  }

  /** A tilted gantry shifts slices sideways, but by less than they are apart. */
  private void requireUpright(PatientVector toLast, double depthMm) throws DicomFormatException {
    if (toLast.lengthMm() > 2 * depthMm) {
      throw new DicomFormatException("uneven-spacing", "frames beside each other in " + where);
    }
  }

  /** Gap by gap: what each is off by rounding does not add up. */
  private int steps(double guessMm) throws DicomFormatException {
    double steps = 0;
    for (int i = 1; i < sortedMm.length; i++) {
      steps += Math.rint((sortedMm[i] - sortedMm[i - 1]) / guessMm);
    }
    if (!(steps < MOST_SLICES)) {
      throw new DicomFormatException(
          "uneven-spacing", "frames far apart and slices that are thin in " + where);
    }
    return (int) steps;
  }

  private int frameAt(double mm) {
    for (int i = 0; i < alongMm.length; i++) {
      if (alongMm[i] == mm) {
        return i;
      }
    }
    throw new IllegalStateException("no frame at " + mm + " mm");
  }

  private List<Integer> slices(VolumeGeometry grid) throws DicomFormatException {
    Integer[] slices = new Integer[planes.size()];
    for (int i = 0; i < slices.length; i++) {
      VoxelPoint corner = grid.toVoxel(planes.get(i).position());
      int slice = (int) Math.rint(corner.slice());
      boolean onGrid =
          isNothing(corner.slice() - slice, grid.spacing().zMm())
              && isNothing(corner.column(), grid.spacing().xMm())
              && isNothing(corner.row(), grid.spacing().yMm());
      if (!onGrid) {
        throw new DicomFormatException(
            "uneven-spacing", "frame " + (i + 1) + " lies on no slice of an even grid in " + where);
      }
      slices[i] = slice;
    }
    return List.of(slices);
  }

  private static boolean isNothing(double strayVoxels, double spacingMm) {
    double stray = Math.abs(strayVoxels);
    return stray <= MOST_STRAY || stray * spacingMm <= MOST_STRAY_MM;
  }
}
