package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.measure.ResultsTable;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.PatientPoint;
import org.nodulens.explain.ConceptVector;
import org.nodulens.vit.NoduleClassifier;

/** Commands that take many selections, from files of the ROI Manager's, without a screen. */
class RoiListTest {
  @TempDir Path folder;
  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  private static String run(String command, Path rois, String options) {
    return NodulensPlugIn.run(command, options + " rois=[" + rois + "]");
  }

  /** As the ROI Manager saves them. */
  static Path zip(Path file, List<? extends Roi> rois) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Roi roi : rois) {
        zip.putNextEntry(new ZipEntry(roi.getName() + ".roi"));
        zip.write(RoiEncoder.saveAsByteArray(roi));
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  void each_selection_gets_a_row_and_its_own_maps_and_failures_their_reason() throws Exception {
    Path rois =
        zip(
            folder.resolve("some.zip"),
            List.of(phantom.nodule(0, "A"), MarkedPhantom.inTheAir("air"), phantom.nodule(1, "B")));
    assertThat(
            ReslicedTest.logged(() -> assertThat(run("rois", rois, "task=spiculation")).isEmpty()))
        .contains("Nodulens, air: the selection is not in the lung");

    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.size()).isEqualTo(2);
    for (int row = 0; row < 2; row++) {
      PatientPoint center = Series.phantomNodules().get(row);
      assertThat(table.getValue("X_mm", row)).isCloseTo(center.xMm(), within(0.5));
      assertThat(table.getStringValue("Task", row)).isEqualTo("spiculation");
      phantom.image().setRoi(phantom.nodule(row, ""));
      phantom.image().setSlice(phantom.nodule(row, "").getPosition());
      ExplainedNodule alone = SamePredictionTest.explain(phantom.image(), "spiculation", "cdam");
      assertThat(table.getValue("Prediction", row))
          .isCloseTo(alone.prediction().value(), within(1e-6));
      int x = (int) alone.selection().column();
      int y = (int) alone.selection().row();
      assertThat(MapReadout.text(phantom.image(), x, y).orElseThrow())
          .contains("(spiculation here");
    }
  }

  @Test
  void escape_stops_between_steps_and_what_is_done_stays() throws Exception {
    Path rois =
        zip(
            folder.resolve("many.zip"),
            List.of(
                phantom.nodule(0, "A"),
                phantom.nodule(1, "B"),
                phantom.nodule(0, "C"),
                phantom.nodule(1, "D")));
    ResultsTable table = ResultsTable.getResultsTable();
    Thread person =
        new Thread(
            () -> {
              while (table.size() == 0 && !Thread.interrupted()) {
                LockSupport.parkNanos(5_000_000);
              }
              IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            });
    person.start();
    assertThat(run("rois", rois, "")).isEmpty();
    person.interrupt();
    person.join();
    assertThat(table.size()).isBetween(1, 3);
    assertThat(phantom.image().getOverlay()).isNotNull();
    assertThat(MapReadout.lastOf(phantom.image()).stack().image()).isSameAs(phantom.image());
  }

  @Test
  void a_list_without_a_nodule_is_refused() throws Exception {
    assertThat(NodulensPlugIn.run("rois", "")).contains("the ROI Manager is empty");
    assertThat(run("rois", folder.resolve("none.zip"), "")).contains("there is no file");
    assertThat(run("rois", zip(folder.resolve("empty.zip"), List.of()), ""))
        .contains("holds no selection");
    Path text = Files.writeString(folder.resolve("rois.txt"), "no");
    assertThat(run("rois", text, "")).contains("read from a .roi or a .zip");
    Path broken = Files.writeString(folder.resolve("broken.roi"), "no selection at all");
    assertThat(run("rois", broken, "")).contains("broken.roi", "is no selection");
    PointRoi anywhere = new PointRoi(200, 200);
    anywhere.setName("anywhere");
    assertThat(run("rois", zip(folder.resolve("anywhere.zip"), List.of(anywhere)), ""))
        .contains("anywhere: it does not say which slice it is on");
    assertThat(
            run("rois", zip(folder.resolve("air.zip"), List.of(MarkedPhantom.inTheAir("air"))), ""))
        .contains("no selection could be explained; the first is air: the selection is not in");
    assertThat(ResultsTable.getResultsTable().size()).isZero();
  }

  @Test
  void a_concept_is_the_mean_embedding_of_the_selections() throws Exception {
    Path rois =
        zip(
            folder.resolve("examples.zip"),
            List.of(phantom.nodule(0, "A"), phantom.nodule(1, "B")));
    assertThat(run("concept", rois, "name=alike estimator=cdam")).isEmpty();
    ResultsTable table = ResultsTable.getResultsTable();
    assertThat(table.getStringValue("Task", 0)).isEqualTo("alike");
    assertThat(table.getStringValue("Unit", 0)).isEqualTo(ConceptVector.UNIT);

    float[] first = embedding(phantom.nodule(0, "A"));
    float[] second = embedding(phantom.nodule(1, "B"));
    double expected = 0;
    for (int i = 0; i < first.length; i++) {
      expected += first[i] * (first[i] + second[i]) / 2.0; // of the selected nodule, the first one
    }
    assertThat(table.getValue("Prediction", 0))
        .isCloseTo(expected, within(1e-4 * Math.abs(expected)));
    assertThat(MapReadout.lastOf(phantom.image()).slices()).hasSizeGreaterThan(3);
    assertThat(run("concept", rois, "name=[Not So]")).contains("made of a-z, 0-9 and _");
  }

  private float[] embedding(PointRoi roi) throws Exception {
    phantom.image().setSlice(roi.getPosition());
    phantom.image().setRoi(roi);
    ExplainedNodule nodule = SamePredictionTest.explain(phantom.image(), "malignancy", "cdam");
    NoduleClassifier classifier = OpenModels.of("embedded").forPatient("").classifier();
    return NoduleClassifier.embedding(
        classifier.passes(
            nodule.placed().seenBy(classifier.description()), nodule.placed().center()));
  }
}
