package org.nodulens.datasets.rtstruct;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.nodulens.datasets.regions.RegionDataset;
import org.nodulens.datasets.regions.RegionFormat;
import org.nodulens.datasets.regions.RegionObject;
import org.nodulens.dicom.DicomLocation;
import org.nodulens.dicom.RtStructure;

/** A folder tree of CT series and the RT Structure Sets that were drawn on them. */
public final class StructureSets implements RegionFormat, Serializable {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "rtstruct";

  private StructureSets() {}

  public static RegionDataset of(Path root) {
    return RegionDataset.of(root, new StructureSets());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sopClassUid() {
    return RtStructure.SOP_CLASS_UID;
  }

  @Override
  public String object() {
    return "RT Structure Set";
  }

  @Override
  public String region() {
    return "ROI";
  }

  @Override
  public RegionObject read(DicomLocation location) throws IOException {
    return new StructureSet(RtStructure.read(location));
  }
}
