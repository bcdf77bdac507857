package org.nodulens.nodule.segmentation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Outline;
import org.nodulens.nodule.VoxelBox;

/**
 * What is measured on a mask.
 *
 * @param longAxisMm the longest way across the mask within one slice, from the outer edge of a
 *     pixel to that of another, as RECIST 1.1 has it (Eisenhauer et al. 2009,
 *     doi:10.1016/j.ejca.2008.10.026)
 * @param shortAxisMm the longest way across at right angles to the long axis, in the same slice
 * @param volumeMm3 empty where the scan is a single slice
 * @param meanHu of all its voxels, padding left out; empty where all is padding
 */
public record MaskMeasures(
    double longAxisMm, double shortAxisMm, OptionalDouble volumeMm3, OptionalDouble meanHu) {
  public MaskMeasures {
    if (!(longAxisMm > 0 && shortAxisMm > 0 && volumeMm3.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "a mask has axes and a volume above 0, got "
              + (longAxisMm + " x " + shortAxisMm + " mm, " + volumeMm3));
    }
  }

  /** Measures what an outline holds of a scan; empty if that is nothing. Reads its slices only. */
  public static Optional<MaskMeasures> of(SliceSource source, Outline outline) throws IOException {
    Optional<VoxelBox> box = outline.bounds();
    GridSize size = source.geometry().size();
    if (box.isEmpty()) {
      return Optional.empty();
    }
    int first = Math.max(0, box.get().first().slice());
    int last = Math.min(size.slices() - 1, box.get().last().slice());
    return first > last
        ? Optional.empty()
        : of(new ScanPart(source.slices(first, last - first + 1), first, size), outline);
  }

  /**
   * The axes alone, of one slice; empty where there is no pixel.
   *
   * @param pixels of one slice, row by row
   */
  public static Optional<MaskMeasures> ofSlice(List<VoxelIndex> pixels, VoxelSpacing spacing) {
    if (pixels.isEmpty()) {
      return Optional.empty();
    }
    Axes axes = Axes.of(pixels, spacing);
    OptionalDouble unknown = OptionalDouble.empty();
    return Optional.of(new MaskMeasures(axes.longMm(), axes.shortMm(), unknown, unknown));
  }

  static Optional<MaskMeasures> of(ScanPart part, Outline outline) {
    MaskSum sum = new MaskSum(part);
    outline.bounds().ifPresent(box -> sum.add(outline, box));
    return sum.measures();
  }
}
