package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nodulens.imagej.NodulensPlugIn.run;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.Slicer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stacks whose slices are not axial, while the model's view is. */
class ReslicedTest {
  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  @Test
  void coronal_slices_are_predicted_as_axial_ones_and_the_log_says_why_there_is_no_overlay()
      throws Exception {
    ExplainedNodule axial = SamePredictionTest.explain(phantom.image(), "malignancy", "cdam");
    ImagePlus coronal = CoronalStack.of(phantom.image());
    coronal.setRoi(Series.roi(coronal, axial.center()));
    coronal.setSlice(coronal.getRoi().getPosition());
    WindowManager.setTempCurrentImage(coronal);

    assertThat(logged(() -> assertThat(run("explain", "task=malignancy")).isEmpty()))
        .contains("no overlay, for this stack's slices are not axial")
        .contains("Compare Tasks...");
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.getValue("Prediction", 0)).isCloseTo(axial.prediction().value(), within(1e-4));
    assertThat(table.getStringValue("Trust", 0)).contains("map-not-in-slices");
    assertThat(table.getValue("Z_mm", 0)).isCloseTo(axial.center().zMm(), within(1e-3));
    assertThat(ResultsRow.text(MapReadout.lastOf(coronal))).startsWith("no overlay");
    assertThat(run("compare", "tasks=malignancy,texture")).isEmpty();
    assertThat(WindowManager.getCurrentImage().getTitle()).isEqualTo("Comparison of coronal");
  }

  @Test
  void what_reslice_makes_is_sent_back_to_the_series_that_it_was_made_of() {
    phantom.image().deleteRoi(); // else it is a line that is resliced along
    ImagePlus resliced = new Slicer().reslice(phantom.image());
    assertThat(resliced.getStackSize()).isEqualTo(phantom.image().getHeight());
    resliced.setCalibration(phantom.image().getCalibration()); // as the command does
    resliced.setRoi(50, 5, 9, 9);
    WindowManager.setTempCurrentImage(resliced);
    assertThat(run("explain", ""))
        .contains("does not say how its slices lie in the patient")
        .contains("as after Reslice, mark the nodule in the DICOM series itself");
  }

  /** ImageJ's log, which is the standard output where there is no screen. */
  static String logged(Runnable action) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
