package org.nodulens.nodule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/** Contours on slices, filled strictly inside; see {@link ContourFill}. */
public final class ContourOutline implements Outline {
  private final GridSize size;
  private final Map<Integer, boolean[]> insideBySlice = new HashMap<>();

  public ContourOutline(GridSize size, Map<Integer, List<PixelContour>> contoursBySlice) {
    this.size = size;
    ContourFill fill = new ContourFill(size.columns(), size.rows());
    contoursBySlice.forEach((slice, contours) -> insideBySlice.put(slice, fill.fill(contours)));
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    boolean[] inside = insideBySlice.get(voxel.slice());
    return inside != null
        && size.contains(voxel)
        && inside[voxel.row() * size.columns() + voxel.column()];
  }
}
