package org.nodulens.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nodulens.cropset.CropRecord;
import org.nodulens.cropset.CropSet;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.nodule.MaskOutline;
import org.nodulens.nodule.Nodule;
import org.nodulens.nodule.NoduleAnnotation;
import org.nodulens.nodule.segmentation.MaskMeasures;
import org.nodulens.nodule.segmentation.SegmentedNodule;

/**
 * What was measured on a nodule, and on whose outline.
 *
 * @param doubts about a computed outline, or why there is none
 * @param computed the computed outline itself, on the grid that was searched; only of a bare point
 */
public record NoduleMeasures(
    Optional<MaskMeasures> measures,
    Source source,
    List<String> doubts,
    Optional<MaskOutline> computed) {
  /** Whose outline it is. */
  public enum Source {
    CONSENSUS("the readers' consensus"),
    SEGMENTATION("a computed outline, no reader's"),
    NONE("no outline");

    private final String words;

    Source(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  public NoduleMeasures {
    doubts = List.copyOf(doubts);
  }

  /** Of the nodule around a bare point: its outline is computed. */
  public static NoduleMeasures ofPoint(CtVolume volume, PatientPoint center) throws IOException {
    Nodule bare =
        new Nodule("point", List.of(), center, OptionalDouble.empty(), Map.of(), List.of());
    SegmentedNodule looked = SegmentedNodule.of(volume, bare);
    List<String> doubts = new ArrayList<>(looked.nodule().flags());
    doubts.remove(SegmentedNodule.FROM_SEGMENTATION);
    return new NoduleMeasures(
        looked.measures(),
        looked.measures().isPresent() ? Source.SEGMENTATION : Source.NONE,
        doubts,
        looked.nodule().annotations().stream()
            .map(NoduleAnnotation::outline)
            .filter(MaskOutline.class::isInstance)
            .map(MaskOutline.class::cast)
            .findFirst());
  }

  /** Of a crop: as its manifest has it, or else measured on what half of its readers outlined. */
  public static NoduleMeasures ofCrop(CropSet set, CropRecord crop) throws IOException {
    boolean computed = crop.flags().contains(SegmentedNodule.FROM_SEGMENTATION);
    Optional<MaskMeasures> measures = crop.description().nodule().measures();
    if (measures.isEmpty()) {
      measures = ofMask(set, crop);
    }
    if (measures.isEmpty()) {
      return new NoduleMeasures(measures, Source.NONE, List.of(), Optional.empty());
    }
    return new NoduleMeasures(
        measures,
        computed || crop.readers() == 0 ? Source.SEGMENTATION : Source.CONSENSUS,
        crop.flags().stream().filter(flag -> flag.startsWith("segmented-")).toList(),
        Optional.empty());
  }

  private static Optional<MaskMeasures> ofMask(CropSet set, CropRecord crop) throws IOException {
    byte[] mask = set.mask(crop);
    GridSize size = set.header().size();
    int needed = Math.max(1, (crop.readers() + 1) / 2);
    List<VoxelIndex> voxels = new ArrayList<>();
    for (int at = 0; at < mask.length; at++) {
      if (Byte.toUnsignedInt(mask[at]) >= needed) {
        int inSlice = at % size.pixelsPerSlice();
        voxels.add(
            new VoxelIndex(
                inSlice % size.columns(), inSlice / size.columns(), at / size.pixelsPerSlice()));
      }
    }
    return voxels.isEmpty()
        ? Optional.empty()
        : MaskMeasures.of(set.volume(crop), MaskOutline.of(voxels));
  }
}
