package org.nodulens.datasets;

import java.io.Serializable;
import org.nodulens.cropset.CropDescription;

/** A crop on its way to the crop set. Keeps the arrays it is given. */
public final class CutCrop implements Serializable {
  private final CropDescription description;
  private final short[] hu;
  private final byte[] mask;

  public CutCrop(CropDescription description, short[] hu, byte[] mask) {
    this.description = description;
    this.hu = hu;
    this.mask = mask;
  }

  public CropDescription description() {
    return description;
  }

  /** (slices, rows, columns), C order. */
  short[] hu() {
    return hu;
  }

  /** Alike: how many readers' contours hold the voxel. */
  byte[] mask() {
    return mask;
  }
}
