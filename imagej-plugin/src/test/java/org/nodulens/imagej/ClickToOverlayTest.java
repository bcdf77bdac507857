package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PointRoi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.datasets.phantom.PhantomOptions;
import org.nodulens.vit.EmbeddedModel;

/**
 * How long a click takes: 512 x 512 x 64, embedded model, CDAM. Times mean something on an idle
 * machine only, so {@code -Dnodulens.timing=true} asks for them.
 */
class ClickToOverlayTest {
  private static final int SLICES = 64;
  private static final int CLICKS = 11;
  private static final PhantomOptions CHEST = new PhantomOptions(1, 8, 512, 350, 84, 1);

  @TempDir Path folder;

  /** From the click, s. */
  private record Times(double markedSlice, double allSlices, int slices) {
    @Override
    public String toString() {
      return String.format("%.2f s, all %d slices %.2f s", markedSlice, slices, allSlices);
    }
  }

  @Test
  void all_slices_of_a_nodule_have_their_overlay_within_2_s_after_the_first_time()
      throws Exception {
    assumeTrue(
        Boolean.getBoolean("nodulens.timing"), "skipped: needs an idle machine (nodulens.timing)");
    Series series = Series.phantom(CHEST, folder);
    ImagePlus image = series.open("");
    while (image.getStackSize() > SLICES) {
      image.getStack().deleteLastSlice();
    }
    PointRoi point = Series.roi(image, series.point());
    List<Times> clicks = new ArrayList<>();
    for (int click = 0; click < CLICKS; click++) {
      clicks.add(click(image, point));
      IJ.log("click " + (click + 1) + ": " + clicks.get(click));
    }
    List<Times> later = clicks.subList(1, CLICKS);
    double marked = median(later.stream().map(Times::markedSlice).toList());
    double all = median(later.stream().map(Times::allSlices).toList());
    IJ.log(String.format("median after the first: %.2f s, all %.2f s", marked, all));
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM")).forEach(IJ::log);
    }
    assertThat(image.getWidth()).isEqualTo(512);
    assertThat(image.getStackSize()).isEqualTo(SLICES);
    assertThat(all).isLessThan(2);
  }

  private static Times click(ImagePlus image, PointRoi point) throws Exception {
    image.setSlice(point.getPosition());
    image.setRoi(point);
    long start = System.nanoTime();
    List<Double> shown = new ArrayList<>();
    try (Progress progress = Progress.ofNodules(1)) {
      CtStack stack = progress.read(image, Optional.empty());
      PlacedNodule placed = PlacedNodule.of(stack, NoduleSelection.of(image), progress);
      ExplainedNodule nodule =
          new NoduleExplainer(EmbeddedModel.NAME, progress)
              .explainSlices(
                  placed,
                  NoduleExplainer.Asked.task("malignancy", "cdam"),
                  soFar -> {
                    MapOverlay.show(image, List.of(soFar), 0.65, 100);
                    shown.add(seconds(start));
                  });
      FinishedMaps.show(image, List.of(nodule), 0.65, 100);
      return new Times(shown.get(0), seconds(start), nodule.slices().size());
    }
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return (sorted.get(middle) + sorted.get((sorted.size() - 1) / 2)) / 2;
  }
}
