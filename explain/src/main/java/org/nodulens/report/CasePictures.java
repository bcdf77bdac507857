package org.nodulens.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.NoduleSample;
import org.nodulens.overlay.OverlayCell;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayRow;
import org.nodulens.overlay.OverlaySheet;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.View;

/** The still pictures of a nodule: the scan in three planes, and all maps side by side. */
final class CasePictures {
  private static final int PLANE_PIXELS = 256;
  private static final int MAP_PIXELS = 192;

  private CasePictures() {}

  /** The scan around the nodule, with a millimetre bar. */
  static String planes(CaseFindings findings) throws IOException {
    NoduleSample sample = findings.nodule().sample();
    CtVolume volume = sample.volume();
    List<OverlayRow> rows = new ArrayList<>();
    List<OverlayCell> cells = new ArrayList<>();
    for (View view : views(volume)) {
      cells.add(OverlayCell.bare(view.id(), plane(volume, sample.center(), view)));
    }
    rows.add(new OverlayRow("", cells, 0));
    OverlaySheet sheet = new OverlaySheet("lung window, the nodule in the middle", rows);
    OverlayRenderer renderer =
        new OverlayRenderer(volume, OverlayStyle.LUNG.withPanelPixels(PLANE_PIXELS));
    return Html.figure(
        Html.png(renderer.render(sheet)),
        "The scan around the nodule, " + Math.round(ViewerData.EDGE_MM) + " mm wide");
  }

  private static List<View> views(CtVolume volume) {
    boolean flat = volume.geometry().size().slices() == 1;
    return flat ? List.of(View.AXIAL) : List.of(View.values());
  }

  private static VolumeGeometry plane(CtVolume volume, PatientPoint center, View view) {
    double mm = ViewerData.EDGE_MM / PLANE_PIXELS;
    return VolumeGeometry.centered(
        new GridSize(PLANE_PIXELS, PLANE_PIXELS, 1),
        center,
        view.axes(volume.geometry().axes().upright()).withSpacing(VoxelSpacing.isotropic(mm)));
  }

  /** Every map, all tasks of a method on one scale. */
  static String maps(CaseFindings findings) throws IOException {
    return Html.figure(
        Html.png(mapSheet(findings)),
        "Vermilion speaks for the number above the picture, blue against it");
  }

  /** The same as a picture. */
  static BufferedImage mapSheet(CaseFindings findings) throws IOException {
    OverlayStyle style =
        OverlayStyle.LUNG
            .withWindow(findings.description().input().window())
            .withPanelPixels(MAP_PIXELS);
    OverlaySheet sheet = new MapSheets(style.quantile()).comparison(findings.central());
    return new OverlayRenderer(findings.nodule().sample().volume(), style).render(sheet);
  }
}
