package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nodulens.imagej.NodulensPlugIn.run;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.process.ColorProcessor;
import ij.process.ShortProcessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands by their keywords, where there is no screen; and what they refuse. */
class MacroTest {
  private static final String AXIAL = "orientation=[axial, feet first] ";

  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  @Test
  void a_macro_line_predicts_outlines_overlays_and_tabulates() throws Exception {
    double window = phantom.image().getDisplayRangeMax();
    assertThat(run("explain", "model=embedded task=malignancy estimator=cdam outline")).isEmpty();

    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.getStringValue("Task", 0)).isEqualTo("malignancy");
    assertThat(table.getStringValue("Trust", 0)).isEqualTo("ok");
    assertThat(table.getValue("X_mm", 0)).isCloseTo(phantom.series().point().xMm(), within(0.5));
    assertThat(table.getValue("Map_min", 0)).isNegative();
    assertThat(phantom.image().getRoi().getTypeAsString()).isEqualTo("Traced");
    assertThat(phantom.image().getDisplayRangeMax()).isEqualTo(window);
    ExplainedNodule nodule = MapReadout.lastOf(phantom.image());
    assertThat(nodule.slices()).hasSizeGreaterThan(3);
    for (SliceMap map : nodule.slices()) {
      assertThat(pictures(nodule.stack().stackSlice(map.slice()))).isGreaterThan(3);
    }
    int beyond = nodule.slices().get(nodule.slices().size() - 1).slice() + 1;
    assertThat(pictures(nodule.stack().stackSlice(beyond))).isZero();
  }

  /** How many pictures lie over a slice. */
  private long pictures(int stackSlice) {
    long count = 0;
    for (Roi roi : phantom.image().getOverlay()) {
      count += roi instanceof ImageRoi && roi.getPosition() == stackSlice ? 1 : 0;
    }
    return count;
  }

  @Test
  void the_status_line_tells_hu_and_the_raw_map() throws Exception {
    run("explain", "task=malignancy estimator=cdam");
    ExplainedNodule nodule = MapReadout.lastOf(phantom.image());
    int column = (int) nodule.selection().column();
    int row = (int) nodule.selection().row();
    String text = MapReadout.text(phantom.image(), column, row).orElseThrow();
    double hu =
        phantom.image().getCalibration().getCValue(phantom.image().getProcessor().get(column, row));
    assertThat(text).startsWith(String.format("%.0f HU, cdam ", hu)).contains("malignancy here");
    assertThat(MapReadout.text(phantom.image(), 0, 0).orElseThrow()).doesNotContain("cdam");

    SliceMap lowest = nodule.slices().get(0);
    phantom.image().setSlice(nodule.stack().stackSlice(lowest.slice()));
    assertThat(MapReadout.text(phantom.image(), column, row).orElseThrow())
        .contains(
            String.format(Locale.ROOT, "(malignancy here %.3g)", lowest.prediction().value()));
    phantom.image().setSlice(1);
    assertThat(MapReadout.text(phantom.image(), column, row).orElseThrow()).doesNotContain("cdam");
  }

  @Test
  void what_is_no_ct_is_refused_with_what_would_help() {
    Roi point = phantom.image().getRoi();
    ImagePlus eightBit = new ImagePlus("grey", phantom.image().getProcessor().convertToByte(true));
    refuses(eightBit, point, "", "an 8-bit image holds no Hounsfield units");
    ImagePlus rgb = new ImagePlus("rgb", new ColorProcessor(64, 64));
    refuses(rgb, new PointRoi(9, 9), AXIAL, "an RGB image holds no Hounsfield units");
    ImagePlus single = new ImagePlus("single", new ShortProcessor(64, 64));
    refuses(single, new PointRoi(9, 9), AXIAL, "one slice is no volume");
    refuses(phantom.image(), null, "", "nothing is selected");
    refuses(
        phantom.image(), new PointRoi(new float[] {9, 20}, new float[] {9, 20}, 2), "", "2 points");
    refuses(phantom.image(), new PointRoi(-9, 9), "", "outside the image");
    refuses(phantom.image(), point, "task=beauty", "task is one of [malignancy");
    refuses(phantom.image(), point, "opacity=180", "opacity is a number from 0.0 to 100.0");
    refuses(phantom.image(), point, "model=/nowhere", "is no model folder");
  }

  @Test
  void a_stack_without_headers_must_say_its_voxels_values_and_order() {
    Roi point = phantom.image().getRoi();
    ImagePlus bare = phantom.image().duplicate();
    for (int slice = 1; slice <= bare.getStackSize(); slice++) {
      bare.getStack().setSliceLabel(null, slice);
    }
    refuses(bare, point, "", "does not say how its slices lie in the patient");
    refuses(bare, point, "orientation=[any]", "orientation is one of");
    WindowManager.setTempCurrentImage(bare);
    bare.setSlice(phantom.image().getCurrentSlice());
    bare.setRoi(point);
    assertThat(run("explain", AXIAL)).isEmpty();
    assertThat(ResultsTable.getResultsTable().getStringValue("Trust", 0))
        .isEqualTo("position-in-stack");
    bare.getCalibration().setUnit("pixel");
    refuses(bare, point, AXIAL, "does not say how large its voxels are");
    bare.getCalibration().setUnit("mm");
    bare.getCalibration().disableDensityCalibration();
    refuses(bare, point, AXIAL, "values are not calibrated");
  }

  @Test
  void a_stack_that_contradicts_its_headers_is_refused() {
    Roi point = phantom.image().getRoi();
    ImagePlus shifted = phantom.series().open("");
    shifted.getCalibration().setFunction(20, new double[] {0, 1}, "HU");
    refuses(shifted, point, "", "HU by its header but");
    ImagePlus gap = phantom.series().open("");
    gap.getStack().deleteSlice(5);
    refuses(gap, point, "", "a slice is missing");
    ImagePlus cropped = phantom.series().open("");
    cropped.setRoi(0, 0, 300, 300);
    refuses(cropped.resize(300, 300, "none"), new PointRoi(9, 9), "", "scaled or cropped");
  }

  private static void refuses(ImagePlus image, @Nullable Roi roi, String options, String because) {
    WindowManager.setTempCurrentImage(image);
    image.setRoi(roi);
    assertThat(run("explain", options)).contains(because);
  }

  @Test
  void a_selection_far_from_the_lung_is_refused() {
    refuses(phantom.image(), MarkedPhantom.inTheAir(""), "", "the selection is not in the lung");
  }
}
