package org.nodulens.datasets.lidccrops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nodulens.cropset.CropSpacing;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.segmentation.MaskMeasures;

/**
 * The axes of what at least half of the readers hold. Neither a volume, of one slice, nor a mean
 * HU: the source's contours lie a pixel beside what they outline.
 */
final class ConsensusAxes {
  private ConsensusAxes() {}

  static Optional<MaskMeasures> of(byte[] mask, int readers, int columns, CropSpacing spacing) {
    int needed = Math.max(1, (readers + 1) / 2);
    List<VoxelIndex> consensus = new ArrayList<>();
    for (int at = 0; at < mask.length; at++) {
      if (mask[at] >= needed) {
        consensus.add(new VoxelIndex(at % columns, at / columns, 0));
      }
    }
    VoxelSpacing pixels =
        new VoxelSpacing(spacing.xMm().orElseThrow(), spacing.yMm().orElseThrow(), 1);
    return MaskMeasures.ofSlice(consensus, pixels);
  }
}
