package org.nodulens.nodule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.ct.VoxelIndex;

/** Boxes on slices, all that they hold counted. */
public final class BoxOutline implements Outline {
  private final Map<Integer, List<PixelBox>> boxesBySlice = new HashMap<>();

  public BoxOutline(Map<Integer, List<PixelBox>> boxesBySlice) {
    boxesBySlice.forEach((slice, boxes) -> this.boxesBySlice.put(slice, new ArrayList<>(boxes)));
  }

  @Override
  public boolean holds(VoxelIndex voxel) {
    for (PixelBox box : boxesBySlice.getOrDefault(voxel.slice(), List.of())) {
      if (box.holds(voxel.column(), voxel.row())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<VoxelBox> bounds() {
    return boxesBySlice.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(box -> VoxelBox.of(box, entry.getKey())))
        .reduce(VoxelBox::union);
  }
}
