package org.nodulens.nodule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelIndex;

/** Contours on slices, filled strictly inside; see {@link ContourFill}. */
public final class ContourOutline implements Outline {
  private final GridSize size;
  private final Map<Integer, Filled> filledBySlice = new HashMap<>();

  public ContourOutline(GridSize size, Map<Integer, List<PixelContour>> contoursBySlice) {
    this.size = size;
    contoursBySlice.forEach(this::fill);
  }

  private void fill(int slice, List<PixelContour> contours) {
    PixelBox box = null;
    for (PixelContour contour : contours) {
      box = box == null ? contour.bounds() : box.union(contour.bounds());
    }
    PixelBox image =
        new PixelBox(new PixelPoint(0, 0), new PixelPoint(size.columns() - 1, size.rows() - 1));
    if (box != null && box.overlaps(image)) {
      filledBySlice.put(slice, Filled.of(box.intersection(image), contours));
    }
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    Filled filled = filledBySlice.get(voxel.slice());
    return filled != null && size.contains(voxel) && filled.holds(voxel);
  }

  @Override
  public Optional<VoxelBox> bounds() {
    return filledBySlice.entrySet().stream()
        .map(entry -> VoxelBox.of(entry.getValue().box, entry.getKey()))
        .reduce(VoxelBox::union);
  }

  /** The pixels of one slice that can be inside: a whole image would be hundreds of times that. */
  private static final class Filled {
    private final PixelBox box;
    private final boolean[] inside;

    private Filled(PixelBox box, boolean[] inside) {
      this.box = box;
      this.inside = inside;
    }

    static Filled of(PixelBox box, List<PixelContour> contours) {
      List<PixelContour> shifted =
          contours.stream().map(contour -> contour.relativeTo(box.first())).toList();
      return new Filled(box, new ContourFill(box.columns(), box.rows()).fill(shifted));
    }

    boolean holds(VoxelIndex voxel) {
      return box.holds(voxel.column(), voxel.row())
          && inside[
              (voxel.row() - box.first().row()) * box.columns()
                  + voxel.column()
                  - box.first().column()];
    }
  }
}
