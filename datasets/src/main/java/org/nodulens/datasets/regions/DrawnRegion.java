package org.nodulens.datasets.regions;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.ct.PatientPoint;
import org.nodulens.nodule.VoxelSet;

/**
 * A region on the voxels of its series.
 *
 * @param voxels whose centres it holds
 * @param points that it marks without an outline
 * @param sliceReach how many slices apart its parts may lie and still touch: more than 1 where it
 *     was drawn on every other slice, say
 * @param flags doubts
 * @param faults what of it is not drawn
 */
public record DrawnRegion(
    int region,
    VoxelSet voxels,
    List<PatientPoint> points,
    int sliceReach,
    Set<String> flags,
    List<RegionFault> faults) {
  public DrawnRegion {
    points = List.copyOf(points);
    flags = new TreeSet<>(flags);
    faults = List.copyOf(faults);
  }
}
