package org.nodulens.nodule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

/** The voxels that enough readers count to the nodule. */
public final class ConsensusMask {
  private final List<VoxelIndex> voxels;

  private ConsensusMask(List<VoxelIndex> voxels) {
    this.voxels = voxels;
  }

  /** What at least half of the outlines hold: of three, two. */
  public static ConsensusMask atHalf(List<? extends Outline> outlines) {
    return of(outlines, (outlines.size() + 1) / 2);
  }

  /** What any of the outlines holds. */
  public static ConsensusMask union(List<? extends Outline> outlines) {
    return of(outlines, 1);
  }

  private static ConsensusMask of(List<? extends Outline> outlines, int needed) {
    List<VoxelIndex> voxels = new ArrayList<>();
    outlines.stream()
        .flatMap(outline -> outline.bounds().stream())
        .reduce(VoxelBox::union)
        .ifPresent(box -> collect(outlines, needed, box, voxels));
    return new ConsensusMask(voxels);
  }

  private static void collect(
      List<? extends Outline> outlines, int needed, VoxelBox box, List<VoxelIndex> voxels) {
    for (int slice = box.first().slice(); slice <= box.last().slice(); slice++) {
      for (int row = box.first().row(); row <= box.last().row(); row++) {
        for (int column = box.first().column(); column <= box.last().column(); column++) {
          VoxelIndex voxel = new VoxelIndex(column, row, slice);
          if (outlines.stream().filter(outline -> outline.holds(voxel)).count() >= needed) {
            voxels.add(voxel);
          }
        }
      }
    }
  }

  public boolean isEmpty() {
    return voxels.isEmpty();
  }

  public int voxelCount() {
    return voxels.size();
  }

  /** The mask as one outline; empty if there is no voxel. */
  public Optional<MaskOutline> outline() {
    return voxels.isEmpty() ? Optional.empty() : Optional.of(MaskOutline.of(voxels));
  }

  /**
   * The mean of the voxels' centres.
   *
   * @throws IllegalStateException if there is no voxel
   */
  public VoxelPoint centroid() {
    requireAny();
    double columns = 0;
    double rows = 0;
    double slices = 0;
    for (VoxelIndex voxel : voxels) {
      columns += voxel.column();
      rows += voxel.row();
      slices += voxel.slice();
    }
    int count = voxels.size();
    return new VoxelPoint(columns / count, rows / count, slices / count);
  }

  /**
   * The longest way across the mask within one slice, from the outer edge of a pixel to that of
   * another: the longest distance of two pixel centres, and one pixel (the mean of its width and
   * height). Of a line drawn through the pixels just outside the mask it is about a pixel less.
   *
   * @throws IllegalStateException if there is no voxel
   */
  public double longestExtentMm(VoxelSpacing spacing) {
    requireAny();
    double longestSquare = 0;
    int from = 0;
    while (from < voxels.size()) {
      int slice = voxels.get(from).slice();
      int to = from;
      while (to < voxels.size() && voxels.get(to).slice() == slice) {
        to++;
      }
      List<VoxelIndex> ends = rowEnds(voxels.subList(from, to));
      longestSquare = Math.max(longestSquare, longestSquare(ends, spacing));
      from = to;
    }
    return Math.sqrt(longestSquare) + (spacing.xMm() + spacing.yMm()) / 2;
  }

  /** The farthest of a row's voxels: the longest way ends at such ones. */
  private static List<VoxelIndex> rowEnds(List<VoxelIndex> rowByRow) {
    List<VoxelIndex> ends = new ArrayList<>();
    for (int i = 0; i < rowByRow.size(); i++) {
      boolean first = i == 0 || rowByRow.get(i - 1).row() != rowByRow.get(i).row();
      boolean last = i == rowByRow.size() - 1 || rowByRow.get(i + 1).row() != rowByRow.get(i).row();
      if (first || last) {
        ends.add(rowByRow.get(i));
      }
    }
    return ends;
  }

  private static double longestSquare(List<VoxelIndex> ends, VoxelSpacing spacing) {
    double longest = 0;
    for (VoxelIndex a : ends) {
      for (VoxelIndex b : ends) {
        double x = (a.column() - b.column()) * spacing.xMm();
        double y = (a.row() - b.row()) * spacing.yMm();
        longest = Math.max(longest, x * x + y * y);
      }
    }
    return longest;
  }

  private void requireAny() {
    if (voxels.isEmpty()) {
      throw new IllegalStateException("no voxel is held by enough readers");
    }
  }
}
