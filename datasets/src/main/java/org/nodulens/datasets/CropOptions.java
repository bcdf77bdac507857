package org.nodulens.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nodulens.cropset.CropSetHeader;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.Interpolation;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.dicom.TiltHandling;
import org.nodulens.nodule.GridSpacing;
import org.nodulens.nodule.NoduleCropper;

/** How crops are cut. Datasets of ready-made crops keep theirs. */
public record CropOptions(CropExtent extent, GridSpacing spacing, Interpolation interpolation) {
  /** 48 mm cubes, which hold the largest nodule (30 mm) and what is around it. */
  public static final CropOptions DEFAULT =
      new CropOptions(new GridSize(64, 64, 64), VoxelSpacing.isotropic(0.75));

  /**
   * Checks that the parts go together.
   *
   * @throws IllegalArgumentException if a size in mm meets native spacing
   */
  public CropOptions {
    extent.size(spacing);
  }

  /** One grid for all crops, linearly interpolated. */
  public CropOptions(GridSize size, VoxelSpacing spacing) {
    this(new CropExtent.Voxels(size), new GridSpacing.Fixed(spacing), Interpolation.LINEAR);
  }

  /** Voxels of each crop. */
  public GridSize size() {
    return extent.size(spacing);
  }

  public NoduleCropper cropper() {
    return new NoduleCropper(size(), spacing, interpolation);
  }

  /**
   * Of a crop set that is cut in this way.
   *
   * @param tilt what was done with series of a tilted gantry
   */
  public CropSetHeader header(String source, TiltHandling tilt) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("shape", List.of(size().slices(), size().rows(), size().columns()));
    if (extent instanceof CropExtent.Millimetres mm) {
      written.put("size_mm", List.of(mm.zMm(), mm.yMm(), mm.xMm()));
    }
    written.put("spacing_mm", spacing.shared().<Object>map(CropOptions::zyx).orElse("native"));
    written.put("interpolation", interpolation.text());
    if (tilt == TiltHandling.RESAMPLE) {
      written.put("tilt", "resample");
    }
    return new CropSetHeader(size(), spacing.shared(), source, written);
  }

  private static List<Double> zyx(VoxelSpacing spacing) {
    return List.of(spacing.zMm(), spacing.yMm(), spacing.xMm());
  }
}
