package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.PointRoi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.vit.EmbeddedModel;
import org.nodulens.vit.NoduleClassifier;
import org.nodulens.vit.ScoringModels;
import org.nodulens.vit.TrunkEngine;

/** What ImageJ says of a nodule is what {@code nodulens explain --series --point} says. */
class SamePredictionTest {
  /** Of float arithmetic, on numbers of the order of 1. */
  private static final double FLOAT32_ROUNDING = 1e-6;

  @TempDir Path folder;

  @Test
  void a_phantom_opened_as_a_stack_is_predicted_as_by_the_command_line() throws Exception {
    Series series = Series.phantom(folder);
    requireSame(series, series.open(""));
  }

  @Test
  void a_phantom_opened_as_a_virtual_stack_too() throws Exception {
    Series series = Series.phantom(folder);
    requireSame(series, series.open("virtual"));
    requireSame(series, series.open("virtual noMetaSort"));
  }

  @Test
  void real_series_are_predicted_as_by_the_command_line() throws Exception {
    for (Series series : Series.real()) {
      requireSame(series, series.open(""));
      requireSame(series, series.open("virtual"));
    }
  }

  private static void requireSame(Series series, ImagePlus image) throws Exception {
    CtStack stack = CtStack.of(image, Optional.empty());
    VoxelPoint voxel = stack.geometry().toVoxel(series.point());
    int slice = (int) Math.round(voxel.slice());
    image.setSlice(stack.stackSlice(slice));
    image.setRoi(new PointRoi(voxel.column(), voxel.row()));

    ExplainedNodule nodule = explain(image, "malignancy", "cdam");
    Explanation expected = commandLine(series, nodule);

    assertThat(nodule.explanation().predictions()).hasSameSizeAs(expected.predictions());
    for (int i = 0; i < expected.predictions().size(); i++) {
      assertThat(nodule.explanation().predictions().get(i).score())
          .isCloseTo(expected.predictions().get(i).score(), within(FLOAT32_ROUNDING));
    }
    float[] map = nodule.viewInSlices().map().values();
    float[] mapExpected = expected.maps().get(0).views().get(0).map().values();
    assertThat(map).hasSameSizeAs(mapExpected);
    for (int i = 0; i < map.length; i++) {
      assertThat((double) map[i]).isCloseTo(mapExpected[i], within(FLOAT32_ROUNDING));
    }
  }

  static ExplainedNodule explain(ImagePlus image, String task, String method) throws Exception {
    try (Progress progress = Progress.ofNodules(1)) {
      PlacedNodule placed =
          PlacedNodule.of(image, NoduleSelection.of(image), Optional.empty(), progress);
      return new NoduleExplainer(EmbeddedModel.NAME, progress).explain(placed, task, method);
    }
  }

  private static Explanation commandLine(Series series, ExplainedNodule nodule) throws Exception {
    try (ScoringModels models = ScoringModels.of(EmbeddedModel.open(), TrunkEngine.first())) {
      NoduleSample sample =
          PointInSeries.read(
              series.folder(), nodule.center(), models.model().description().reachMm());
      NoduleClassifier classifier = models.forPatient(sample.patientId()).classifier();
      try (Explainer explainer = new Explainer(classifier)) {
        return explainer.explain(
            sample.volume(),
            sample.center(),
            List.of(Methods.ofId("cdam").orElseThrow()),
            List.of(classifier.description().task("malignancy").orElseThrow()));
      }
    }
  }
}
