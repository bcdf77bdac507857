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
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.explain.Explainer;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.Methods;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.PointInSeries;
import org.nodulens.explain.ViewMap;
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
    Explanation expected = commandLine(series, nodule.center());

    assertThat(nodule.explanation().predictions()).hasSameSizeAs(expected.predictions());
    for (int i = 0; i < expected.predictions().size(); i++) {
      assertThat(nodule.explanation().predictions().get(i).score())
          .isCloseTo(expected.predictions().get(i).score(), within(FLOAT32_ROUNDING));
    }
    requireSame(nodule.viewInSlices(), expected.maps().get(0).views().get(0));
    requireSameInEverySlice(series, nodule);
  }

  private static void requireSame(ViewMap map, ViewMap expected) {
    float[] values = map.map().values();
    float[] valuesExpected = expected.map().values();
    assertThat(values).hasSameSizeAs(valuesExpected);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i]).isCloseTo(valuesExpected[i], within(FLOAT32_ROUNDING));
    }
  }

  /** Each slice's map is the command line's for the point of that slice, and no other's. */
  private static void requireSameInEverySlice(Series series, ExplainedNodule nodule)
      throws Exception {
    assertThat(nodule.slices()).extracting(SliceMap::slice).isEqualTo(nodule.placed().slices());
    SliceMap first = nodule.slices().get(0);
    SliceMap last = nodule.slices().get(nodule.slices().size() - 1);
    for (SliceMap map : List.of(first, last)) {
      Explanation expected = commandLine(series, nodule.placed().pointIn(map.slice()));
      assertThat(map.prediction().score())
          .isCloseTo(expected.prediction(nodule.task()).score(), within(FLOAT32_ROUNDING));
      requireSame(map.view(), expected.maps().get(0).views().get(0));
    }
    if (nodule.slices().size() > 1) {
      assertThat(first.view().map().values()).isNotEqualTo(last.view().map().values());
    }
  }

  static ExplainedNodule explain(ImagePlus image, String task, String method) throws Exception {
    try (Progress progress = Progress.ofNodules(1)) {
      CtStack stack = progress.read(image, Optional.empty());
      PlacedNodule placed = PlacedNodule.of(stack, NoduleSelection.of(image), progress);
      return new NoduleExplainer(EmbeddedModel.NAME, progress)
          .explainSlices(placed, NoduleExplainer.Asked.task(task, method), soFar -> {});
    }
  }

  private static Explanation commandLine(Series series, PatientPoint point) throws Exception {
    try (ScoringModels models = ScoringModels.of(EmbeddedModel.open(), TrunkEngine.first())) {
      NoduleSample sample =
          PointInSeries.read(series.folder(), point, models.model().description().reachMm());
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
