package org.nodulens.nodule.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;

/** Goes through a mask slice by slice. */
final class MaskSum {
  private final ScanPart part;
  private final VoxelSpacing spacing;
  private long voxels;
  private long measured;
  private double hu;
  private Axes longest = Axes.NONE;

  MaskSum(ScanPart part) {
    this.part = part;
    this.spacing = part.volume().geometry().spacing();
  }

  void add(Outline outline, VoxelBox box) {
    int first = Math.max(part.firstSlice(), box.first().slice());
    int slices = part.volume().geometry().size().slices();
    int last = Math.min(part.firstSlice() + slices - 1, box.last().slice());
    for (int slice = first; slice <= last; slice++) {
      List<VoxelIndex> pixels = pixels(outline, box, slice);
      if (!pixels.isEmpty()) {
        voxels += pixels.size();
        pixels.forEach(this::addHu);
        Axes axes = Axes.of(pixels, spacing);
        longest = axes.longMm() > longest.longMm() ? axes : longest;
      }
    }
  }

  private List<VoxelIndex> pixels(Outline outline, VoxelBox box, int slice) {
    List<VoxelIndex> pixels = new ArrayList<>();
    int bottom = Math.min(part.scan().rows() - 1, box.last().row());
    int right = Math.min(part.scan().columns() - 1, box.last().column());
    for (int row = Math.max(0, box.first().row()); row <= bottom; row++) {
      for (int column = Math.max(0, box.first().column()); column <= right; column++) {
        VoxelIndex voxel = new VoxelIndex(column, row, slice);
        if (outline.holds(voxel)) {
          pixels.add(voxel);
        }
      }
    }
    return pixels;
  }

  private void addHu(VoxelIndex voxel) {
    short value = part.hu(voxel);
    if (value != CtVolume.PADDING_HU) {
      measured++;
      hu += value;
    }
  }

  Optional<MaskMeasures> measures() {
    if (voxels == 0) {
      return Optional.empty();
    }
    double mm3 = voxels * spacing.xMm() * spacing.yMm() * spacing.zMm();
    return Optional.of(
        new MaskMeasures(
            longest.longMm(),
            longest.shortMm(),
            part.isSingleSlice() ? OptionalDouble.empty() : OptionalDouble.of(mm3),
            measured == 0 ? OptionalDouble.empty() : OptionalDouble.of(hu / measured)));
  }
}
