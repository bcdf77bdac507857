package org.nodulens.overlay;

import java.awt.image.BufferedImage;
import java.util.DoubleSummaryStatistics;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.vit.View;

/** A whole plane through a CT volume, as a grey picture. */
public final class PlanePicture {
  private PlanePicture() {}

  /** The plane of a view that goes through a point, all of the volume in it, pixels square. */
  public static BufferedImage of(CtVolume volume, View view, PatientPoint through, Style style) {
    VolumeGeometry plane = plane(volume.geometry(), view, through, style.longestPixels());
    float[] hu = Resampler.of(volume).resample(plane).hu();
    int columns = plane.size().columns();
    BufferedImage image =
        new BufferedImage(columns, plane.size().rows(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < hu.length; i++) {
      int grey = Math.round(255 * style.window().normalize(hu[i]));
      image.setRGB(i % columns, i / columns, DivergingColors.over(grey, 0, 0));
    }
    return image;
  }

  /**
   * How a plane is shown.
   *
   * @param longestPixels length of the picture's longer side
   */
  public record Style(HounsfieldWindow window, int longestPixels) {}

  private static VolumeGeometry plane(
      VolumeGeometry volume, View view, PatientPoint through, int longestPixels) {
    VoxelAxes axes = view.axes(volume.axes());
    double widthMm = extentMm(volume, axes.column().unit());
    double heightMm = extentMm(volume, axes.row().unit());
    double pixelMm = Math.max(widthMm, heightMm) / longestPixels;
    GridSize size =
        new GridSize(
            (int) Math.max(1, Math.round(widthMm / pixelMm)),
            (int) Math.max(1, Math.round(heightMm / pixelMm)),
            1);
    PatientVector normal = axes.slice().unit();
    PatientPoint middle = volume.center();
    PatientPoint center = middle.plus(normal.times(through.minus(middle).dot(normal)));
    return VolumeGeometry.centered(size, center, axes.withSpacing(VoxelSpacing.isotropic(pixelMm)));
  }

  /** How far a volume reaches along a direction, mm. */
  private static double extentMm(VolumeGeometry volume, PatientVector direction) {
    DoubleSummaryStatistics along =
        volume.corners().stream()
            .mapToDouble(corner -> corner.minus(PatientPoint.ORIGIN).dot(direction))
            .summaryStatistics();
    return along.getMax() - along.getMin();
  }
}
