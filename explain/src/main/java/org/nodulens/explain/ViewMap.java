package org.nodulens.explain;

import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.vit.View;

/**
 * A map of one view.
 *
 * @param plane where the view's pixels lie
 */
public record ViewMap(View view, VolumeGeometry plane, ImportanceMap map) {

  /** Where the map's own elements lie: a slice as thick as a pixel of the view. */
  public VolumeGeometry geometry() {
    double columnPixels = (double) plane.size().columns() / map.size().columns();
    double rowPixels = (double) plane.size().rows() / map.size().rows();
    PatientPoint first =
        plane.toPatient(new VoxelPoint((columnPixels - 1) / 2, (rowPixels - 1) / 2, 0));
    VoxelAxes axes = plane.axes();
    return new VolumeGeometry(
        new GridSize(map.size().columns(), map.size().rows(), 1),
        first,
        new VoxelAxes(
            axes.column().times(columnPixels), axes.row().times(rowPixels), axes.slice()));
  }
}
