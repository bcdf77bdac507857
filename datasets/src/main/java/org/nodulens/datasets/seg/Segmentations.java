package org.nodulens.datasets.seg;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.nodulens.datasets.regions.RegionDataset;
import org.nodulens.datasets.regions.RegionFormat;
import org.nodulens.datasets.regions.RegionObject;
import org.nodulens.dicom.DicomLocation;
import org.nodulens.dicom.Segmentation;

/** A folder tree of CT series and the DICOM Segmentations that were made of them. */
public final class Segmentations implements RegionFormat, Serializable {
  /** The name that {@code --dataset} knows. */
  public static final String NAME = "seg";

  private Segmentations() {}

  public static RegionDataset of(Path root) {
    return RegionDataset.of(root, new Segmentations());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String sopClassUid() {
    return Segmentation.SOP_CLASS_UID;
  }

  @Override
  public String object() {
    return "Segmentation";
  }

  @Override
  public String region() {
    return "segment";
  }

  @Override
  public RegionObject read(DicomLocation location) throws IOException {
    return new SegmentSet(Segmentation.read(location));
  }
}
