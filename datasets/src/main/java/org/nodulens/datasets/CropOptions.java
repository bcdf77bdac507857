package org.nodulens.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.TiltHandling;

/** The grid that crops are cut on. Datasets of ready-made crops keep theirs. */
public record CropOptions(GridSize size, VoxelSpacing spacing) {
  /** 48 mm cubes, which hold the largest nodule (30 mm) and what is around it. */
  public static final CropOptions DEFAULT =
      new CropOptions(new GridSize(64, 64, 64), VoxelSpacing.isotropic(0.75));

  /**
   * Of a crop set that is cut on this grid.
   *
   * @param tilt what was done with series of a tilted gantry
   */
  public CropSetHeader header(String source, TiltHandling tilt) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("shape", List.of(size.slices(), size.rows(), size.columns()));
    written.put("spacing_mm", List.of(spacing.zMm(), spacing.yMm(), spacing.xMm()));
    if (tilt == TiltHandling.RESAMPLE) {
      written.put("tilt", "resample");
    }
    return new CropSetHeader(size, Optional.of(spacing), source, written);
  }
}
