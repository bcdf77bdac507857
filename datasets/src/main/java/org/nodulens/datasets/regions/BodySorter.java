package org.nodulens.datasets.regions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.ConsensusMask;
import org.nodulens.nodule.MaskOutline;

/**
 * Sorts the bodies of one region: nodules, and what is none. A speck is a body of less than 3 mm
 * beside a larger one; a region of one small body keeps it.
 */
final class BodySorter {
  /** What a nodule of LIDC-IDRI has at the least. */
  private static final double SPECK_MM = 3;

  /** Litres; a nodule's voxels are held one by one for a while. */
  private static final long MOST_VOXELS = 1L << 23;

  private final VoxelSpacing spacing;
  private final List<MaskOutline> nodules = new ArrayList<>();
  private @Nullable MaskOutline largestSpeck;
  private int specks;
  private int tooLarge;

  private BodySorter(VoxelSpacing spacing) {
    this.spacing = spacing;
  }

  static BodySorter of(DrawnRegion region, VoxelSpacing spacing) {
    BodySorter sorter = new BodySorter(spacing);
    region.voxels().forEachBody(region.sliceReach(), sorter::add);
    return sorter;
  }

  private void add(MaskOutline body) {
    if (body.voxelCount() > MOST_VOXELS) {
      tooLarge++;
    } else if (isSpeck(body)) {
      specks++;
      if (largestSpeck == null || body.voxelCount() > largestSpeck.voxelCount()) {
        largestSpeck = body;
      }
    } else {
      nodules.add(body);
    }
  }

  private boolean isSpeck(MaskOutline body) {
    return ConsensusMask.union(List.of(body)).longestExtentMm(spacing) < SPECK_MM;
  }

  private boolean keepsSpeck() {
    return nodules.isEmpty() && tooLarge == 0 && largestSpeck != null;
  }

  /** In order of their first voxels. */
  List<MaskOutline> nodules() {
    MaskOutline speck = largestSpeck;
    return speck != null && keepsSpeck() ? List.of(speck) : List.copyOf(nodules);
  }

  List<RegionFault> faults() {
    List<RegionFault> faults = new ArrayList<>();
    int left = keepsSpeck() ? specks - 1 : specks;
    if (left > 0) {
      String bodies = left == 1 ? "one separate body" : left + " separate bodies";
      faults.add(new RegionFault("specks", bodies + " of less than 3 mm beside it"));
    }
    if (tooLarge > 0) {
      faults.add(
          new RegionFault(
              "too-large", "a body of more than " + MOST_VOXELS + " voxels, which no nodule has"));
    }
    return faults;
  }
}
