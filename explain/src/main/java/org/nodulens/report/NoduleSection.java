package org.nodulens.report;

import java.io.IOException;
import org.nodulens.ct.VoxelSpacing;

/**
 * What a report has on one nodule, as markup that HTML and XML read alike; between them the viewer,
 * where there is one.
 */
record NoduleSection(String head, String body) {
  static NoduleSection of(int number, CaseFindings findings) throws IOException {
    NoduleTables tables = new NoduleTables(findings);
    String head =
        "<section class=\"nodule\">\n<h2>Nodule "
            + number
            + "</h2>\n"
            + tables.malignancy()
            + tables.measures();
    String body =
        "<h3>Biomarkers</h3>\n"
            + tables.biomarkers()
            + "<h3>The scan</h3>\n"
            + CasePictures.planes(findings)
            + "<h3>What each number rests on</h3>\n"
            + Html.paragraph(
                "Maps of the slice through the nodule's centre, averaged over the model's passes.")
            + CasePictures.maps(findings)
            + "<h3>Which of these maps to believe</h3>\n"
            + TrustTable.of(findings)
            + tables.similar()
            + "<div class=\"rules\"><h3>Published size tables, apart from the model</h3>\n"
            + new SizeTables(findings).markup()
            + "</div>\n</section>\n";
    return new NoduleSection(head, body);
  }

  String markup(String viewer) {
    return head + viewer + body;
  }

  /** What the viewer's voxels are. */
  static String voxels(CaseFindings findings, long mostVoxels) {
    ViewerGrid grid =
        ViewerGrid.around(
            findings.nodule().sample().volume().geometry(),
            findings.nodule().sample().center(),
            ViewerData.EDGE_MM,
            mostVoxels);
    VoxelSpacing mm = grid.geometry().spacing();
    String spacing =
        Shown.decimals(2, mm.xMm())
            + " x "
            + Shown.decimals(2, mm.yMm())
            + " x "
            + Shown.decimals(2, mm.zMm())
            + " mm";
    int planes = findings.slices().size();
    return "Voxels of "
        + spacing
        + (grid.coarser() > 1 ? ", coarser than the scan's." : ", the scan's own.")
        + (planes > 1
            ? " Maps of "
                + planes
                + " slices, each of the prediction for its own slice; the number"
                + " above is that of the slice through the centre."
            : " Maps of the planes through the centre.");
  }
}
