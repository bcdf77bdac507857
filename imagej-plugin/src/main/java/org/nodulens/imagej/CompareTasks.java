package org.nodulens.imagej;

import ij.ImagePlus;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nodulens.explain.Methods;
import org.nodulens.overlay.Heatmap;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayStyle;

/** Compare Tasks...: a nodule's maps for several tasks and estimators, side by side, one scale. */
final class CompareTasks {
  private static final String PRESET_TASKS = "malignancy,spiculation,texture,diameter";
  private static final int PANEL_PIXELS = 256;

  private CompareTasks() {}

  static void run(ImagePlus image) throws RefusedException, CancelledException, IOException {
    NoduleSelection selection = NoduleSelection.of(image);
    String model = ExplainOptions.presetModel();
    List<String> known = ExplainOptions.taskNames(model);
    OptionForm form =
        new OptionForm("Compare Tasks")
            .note("Tasks of " + model + ": " + String.join(", ", known))
            .note("Estimators: " + String.join(", ", Methods.ids()))
            .text("Model:", model)
            .text("Tasks:", PRESET_TASKS)
            .text("Estimators:", "cdam")
            .number("Opacity (%):", 0, 100, ExplainOptions.OPACITY_PERCENT);
    if (!CtStack.knowsItsPlace(image)) {
      form.choice("Orientation:", StackOrder.texts(), StackOrder.UNKNOWN);
    }
    form.ask(changed -> {});
    var asked =
        new NoduleExplainer.Asked(
            names(form.text("tasks")), names(form.text("estimators")), List.of());
    List<ExplainedNodule> explained;
    try (Progress progress = Progress.ofNodules(1)) {
      PlacedNodule nodule =
          PlacedNodule.of(image, selection, ExplainOptions.order(form), progress);
      explained = new NoduleExplainer(form.text("model"), progress).explain(nodule, asked);
    }
    montage(explained, form.number("opacity") / 100).show();
  }

  private static List<String> names(String list) throws RefusedException {
    List<String> names =
        Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new RefusedException("name one or more, each once, with commas; got \"" + list + "\"");
    }
    return names;
  }

  /** The magnitude that is full colour in all of them: the largest. */
  static double scale(List<ExplainedNodule> explained) {
    return explained.stream()
        .mapToDouble(
            nodule -> Math.max(Math.abs(nodule.maps().minimum()), Math.abs(nodule.maps().maximum())))
        .max()
        .orElseThrow();
  }

  static ImagePlus montage(List<ExplainedNodule> explained, double opacity) throws IOException {
    double scale = scale(explained);
    List<BufferedImage> panels = new ArrayList<>();
    for (ExplainedNodule nodule : explained) {
      panels.add(panel(nodule, scale, opacity));
    }
    int columns = (int) Math.ceil(Math.sqrt(panels.size()));
    int rows = (panels.size() + columns - 1) / columns;
    int width = panels.get(0).getWidth();
    int height = panels.get(0).getHeight();
    BufferedImage all =
        new BufferedImage(columns * width, rows * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    for (int i = 0; i < panels.size(); i++) {
      graphics.drawImage(panels.get(i), i % columns * width, i / columns * height, null);
    }
    graphics.dispose();
    return new ImagePlus("Comparison of " + explained.get(0).image().getTitle(), all);
  }

  private static BufferedImage panel(ExplainedNodule nodule, double scale, double opacity)
      throws IOException {
    OverlayStyle style =
        new OverlayStyle(nodule.network().description().input().window(), 1, opacity, PANEL_PIXELS);
    String caption =
        String.format(
            Locale.ROOT,
            "%s, %s",
            nodule.maps().task().isPresent() ? ResultsRow.text(nodule) : "the same for every task",
            nodule.maps().method().id());
    return new OverlayRenderer(style)
        .render(
            nodule.placed().seenBy(nodule.network().description()),
            nodule.viewInSlices(),
            Heatmap.onScale(nodule.viewInSlices().map(), scale),
            caption);
  }
}
