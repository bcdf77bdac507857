package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nodulens.imagej.NodulensPlugIn.run;

import ij.IJ;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Escape while a command runs: nothing is left half done, and what was there before stays. */
class EscapeTest {
  @TempDir Path folder;
  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();

  /** Somebody who presses Escape until the command gives in. */
  private static String runEscaping(String command, String options) throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Thread person =
        new Thread(
            () -> {
              while (!ended.get()) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                LockSupport.parkNanos(1_000_000);
              }
            });
    person.start();
    try {
      return run(command, options);
    } finally {
      ended.set(true);
      person.join();
    }
  }

  @Test
  void nothing_is_left_half_done() throws Exception {
    assertThat(run("explain", "task=texture")).isEmpty();
    ExplainedNodule earlier = MapReadout.lastOf(phantom.image());
    Overlay overlay = phantom.image().getOverlay();
    Roi outline = phantom.image().getRoi();
    Path rois =
        RoiListTest.zip(
            folder.resolve("two.zip"), List.of(phantom.nodule(0, "A"), phantom.nodule(1, "B")));
    int windows = WindowManager.getImageCount();

    assertThat(runEscaping("explain", "task=malignancy outline")).isEmpty();
    assertThat(runEscaping("rois", "task=malignancy rois=[" + rois + "]")).isEmpty();
    assertThat(runEscaping("concept", "name=alike rois=[" + rois + "]")).isEmpty();
    assertThat(runEscaping("compare", "tasks=malignancy,texture")).isEmpty();

    assertThat(ResultsTable.getResultsTable().size()).isEqualTo(1);
    assertThat(phantom.image().getOverlay()).isSameAs(overlay);
    assertThat(phantom.image().getRoi()).isSameAs(outline);
    assertThat(MapReadout.lastOf(phantom.image())).isSameAs(earlier);
    assertThat(WindowManager.getImageCount()).isEqualTo(windows);
    assertThat(WindowManager.getCurrentImage()).isSameAs(phantom.image());
  }

  @Test
  void a_list_none_of_which_can_be_explained_leaves_the_overlay_too() throws Exception {
    assertThat(run("explain", "task=texture")).isEmpty();
    Overlay overlay = phantom.image().getOverlay();
    Path rois = RoiListTest.zip(folder.resolve("air.zip"), List.of(MarkedPhantom.inTheAir("air")));
    assertThat(run("rois", "rois=[" + rois + "]")).contains("no selection could be explained");
    assertThat(phantom.image().getOverlay()).isSameAs(overlay);
  }
}
