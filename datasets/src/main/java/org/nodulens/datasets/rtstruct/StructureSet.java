package org.nodulens.datasets.rtstruct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.datasets.regions.DrawnRegion;
import org.nodulens.datasets.regions.Region;
import org.nodulens.datasets.regions.RegionFault;
import org.nodulens.datasets.regions.RegionObject;
import org.nodulens.dicom.CtSeries;
import org.nodulens.dicom.DicomFormatException;
import org.nodulens.dicom.ObjectReferences;
import org.nodulens.dicom.RtRoi;
import org.nodulens.dicom.RtStructure;
import org.nodulens.nodule.VoxelSet;

/** One structure set; each ROI is a region. */
final class StructureSet implements RegionObject {
  /** Defined terms of RT ROI Interpreted Type (PS3.3 C.8.8.8.1): others may be anything. */
  private static final Set<String> TYPES =
      Set.of(
          "EXTERNAL",
          "PTV",
          "CTV",
          "GTV",
          "TREATED_VOLUME",
          "IRRAD_VOLUME",
          "BOLUS",
          "AVOIDANCE",
          "ORGAN",
          "MARKER",
          "REGISTRATION",
          "ISOCENTER",
          "CONTRAST_AGENT",
          "CAVITY",
          "BRACHY_CHANNEL",
          "BRACHY_ACCESSORY",
          "BRACHY_SRC_APP",
          "BRACHY_CHNL_SHLD",
          "SUPPORT",
          "FIXATION",
          "DOSE_REGION",
          "CONTROL",
          "DOSE_MEASUREMENT");

  private final RtStructure structure;

  StructureSet(RtStructure structure) {
    this.structure = structure;
  }

  @Override
  public ObjectReferences references() {
    return structure.references();
  }

  @Override
  public List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (RtRoi roi : structure.rois()) {
      String type = roi.interpretedType().filter(TYPES::contains).orElse("");
      regions.add(new Region(roi.number(), roi.name(), type, type));
    }
    return regions;
  }

  @Override
  public List<DrawnRegion> draw(CtSeries series, Set<Integer> numbers) {
    Map<String, Integer> sliceBySopUid = new HashMap<>();
    for (int slice = 0; slice < series.slices().size(); slice++) {
      sliceBySopUid.put(series.slices().get(slice).sopUid(), slice);
    }
    List<DrawnRegion> drawn = new ArrayList<>();
    for (RtRoi roi : structure.rois()) {
      if (numbers.contains(roi.number())) {
        drawn.add(draw(roi, new ContourPlacer(series.geometry(), sliceBySopUid)));
      }
    }
    return drawn;
  }

  private static DrawnRegion draw(RtRoi roi, ContourPlacer placer) {
    try {
      roi.contours().forEach(placer::add);
      return placer.drawn(roi.number());
    } catch (DicomFormatException e) {
      // The message names the file; the ledger names the object.
      String detail = "one of its contours is damaged, or has no numbers";
      return new DrawnRegion(
          roi.number(),
          new VoxelSet(placer.size()),
          List.of(),
          1,
          Set.of(),
          List.of(new RegionFault(e.code(), detail)));
    }
  }
}
