package org.nodulens.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Line;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What lies over the image while the dialog of Explain Nodule... is open, and after Cancel. */
class PreviewTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @RegisterExtension final MarkedPhantom phantom = new MarkedPhantom();
  private final Overlay before = new Overlay(new Line(1, 2, 3, 4));

  @BeforeEach
  void drawSomethingElse() {
    phantom.image().setOverlay(before);
  }

  private static OptionForm form(double opacityPercent, boolean show) throws RefusedException {
    return ExplainOptions.form("Explain Nodule", "embedded")
        .number("Opacity (%):", 0, 100, opacityPercent)
        .number("Clipping (%):", 50, 100, 100)
        .flag("Show while choosing", show)
        .presets();
  }

  /** Of the layers of colour; legend and bar are opaque. */
  private double strongest() {
    return strongest(phantom.image());
  }

  private static double strongest(ImagePlus image) {
    return pictures(image)
        .mapToDouble(ImageRoi::getOpacity)
        .filter(opacity -> opacity < 1)
        .max()
        .orElse(0);
  }

  /** What lies over an image that is given these colours at once, without a preview. */
  private static double strongest(ExplainedNodule nodule, double opacity) {
    ImagePlus other = nodule.image().duplicate();
    MapOverlay.show(other, List.of(nodule), opacity, 100);
    return strongest(other);
  }

  private static Stream<ImageRoi> pictures(ImagePlus image) {
    return StreamSupport.stream(image.getOverlay().spliterator(), false)
        .filter(ImageRoi.class::isInstance)
        .map(ImageRoi.class::cast);
  }

  @Test
  void a_moved_slider_changes_the_colours_at_once_and_explains_nothing_anew() throws Exception {
    try (Preview preview = new Preview(phantom.image(), NoduleSelection.of(phantom.image()))) {
      OptionForm first = form(65, true);
      preview.show(first);
      ExplainedNodule nodule = preview.explained(ExplainOptions.of(first));
      double expected = strongest(nodule, 0.65);
      assertThat(expected).isBetween(0.4, 0.65);
      assertThat(Screen.waits(LONG, () -> Math.abs(strongest() - expected) < 1e-6)).isTrue();
      long pictures = pictures(phantom.image()).count();

      for (double percent : new double[] {60, 40, 20}) {
        preview.show(form(percent, true)); // as it passes by
      }
      double fainter = expected * 20 / 65;
      assertThat(Screen.waits(LONG, () -> Math.abs(strongest() - fainter) < 1e-6)).isTrue();
      assertThat(pictures(phantom.image()).count()).isEqualTo(pictures);
      assertThat(preview.explained(ExplainOptions.of(form(20, true)))).isSameAs(nodule);
      assertThat(phantom.image().getOverlay().get(0)).isSameAs(before.get(0));

      preview.show(form(20, false));
      assertThat(phantom.image().getOverlay()).isSameAs(before);
    }
  }

  @Test
  void cancel_takes_back_what_was_shown_and_stops_what_is_being_explained() throws Exception {
    Roi marked = phantom.image().getRoi();
    OptionForm form = form(65, true);
    try (Preview preview = new Preview(phantom.image(), NoduleSelection.of(phantom.image()))) {
      preview.show(form);
      assertThat(Screen.waits(LONG, () -> strongest() > 0)).isTrue();
      preview.abandon(); // most slices have no map yet
      assertThat(phantom.image().getOverlay()).isSameAs(before);
      ExplainOptions other = ExplainOptions.of(other(form));
      assertThatThrownBy(() -> preview.explained(other)).isInstanceOf(CancelledException.class);
    }
    assertThat(phantom.image().getOverlay()).isSameAs(before);
    assertThat(phantom.image().getRoi()).isSameAs(marked);
    assertThat(ResultsTable.getResultsTable().size()).isZero();
    assertThatThrownBy(() -> MapReadout.lastOf(phantom.image()))
        .hasMessageContaining("nothing has been explained");
  }

  /** About another task, so that memory does not answer. */
  private static OptionForm other(OptionForm form) throws RefusedException {
    assertThat(form.text("task")).isEqualTo("malignancy");
    return new OptionForm("Explain Nodule")
        .text("Model:", "embedded")
        .text("Task:", "texture")
        .text("Estimator:", "cdam")
        .number("Opacity (%):", 0, 100, 65)
        .number("Clipping (%):", 50, 100, 100)
        .presets();
  }

  @Test
  void ok_while_it_is_still_explaining_gives_the_whole_nodule() throws Exception {
    OptionForm form = form(65, true);
    try (Preview preview = new Preview(phantom.image(), NoduleSelection.of(phantom.image()))) {
      preview.show(form);
      assertThat(Screen.waits(LONG, () -> strongest() > 0)).isTrue();
      preview.accept();
      ExplainedNodule nodule = preview.explained(ExplainOptions.of(form));
      assertThat(nodule.slices())
          .extracting(SliceMap::slice)
          .isEqualTo(nodule.placed().slices())
          .hasSizeGreaterThan(3);
      double scale = MapOverlay.scale(List.of(nodule), 100);
      assertThat(scale).isCloseTo(largest(nodule), within(1e-9));
    }
  }

  private static double largest(ExplainedNodule nodule) {
    double largest = 0;
    for (SliceMap slice : nodule.slices()) {
      for (float value : slice.view().map().values()) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }
}
