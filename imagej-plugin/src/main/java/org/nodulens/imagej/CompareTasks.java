package org.nodulens.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nodulens.explain.Methods;
import org.nodulens.overlay.Heatmap;
import org.nodulens.overlay.OverlayCell;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayRow;
import org.nodulens.overlay.OverlaySheet;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.ModelDescription;

/** Compare Tasks...: a nodule's maps for several tasks and estimators, side by side, one scale. */
final class CompareTasks {
  private static final String PRESET_TASKS = "malignancy,spiculation,texture,diameter";
  private static final int PANEL_PIXELS = 256;
  private static final int MOST_IN_A_ROW = 3;

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
      CtStack stack = progress.read(image, ExplainOptions.order(form));
      PlacedNodule nodule = PlacedNodule.of(stack, selection, progress);
      explained = new NoduleExplainer(form.text("model"), progress).explain(nodule, asked);
    }
    show(montage(explained, form.number("opacity") / 100));
  }

  /** In a window; where there can be none it becomes the current image. */
  private static void show(ImagePlus montage) {
    if (GraphicsEnvironment.isHeadless() && !IJ.isMacro()) {
      WindowManager.setTempCurrentImage(montage);
    } else {
      montage.show();
    }
  }

  private static List<String> names(String list) throws RefusedException {
    List<String> names =
        Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new RefusedException("name one or more, each once, with commas; got \"" + list + "\"");
    }
    return names;
  }

  /** Panels in rows, all of one scale: the largest magnitude of any. */
  static ImagePlus montage(List<ExplainedNodule> explained, double opacity) throws IOException {
    ExplainedNodule first = explained.get(0);
    ModelDescription model = first.network().description();
    double scale =
        Heatmap.sharedScale(
            explained.stream().map(nodule -> nodule.viewInSlices().map()).toList(), 1);
    List<OverlayCell> cells = new ArrayList<>();
    cells.add(OverlayCell.bare("CT", first.viewInSlices().plane()));
    for (ExplainedNodule nodule : explained) {
      cells.add(OverlayCell.of(title(nodule), nodule.viewInSlices()));
    }
    List<OverlayRow> rows = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += MOST_IN_A_ROW) {
      int to = Math.min(cells.size(), from + MOST_IN_A_ROW);
      rows.add(new OverlayRow("", cells.subList(from, to), scale));
    }
    OverlayStyle style = new OverlayStyle(model.input().window(), 1, opacity, PANEL_PIXELS);
    BufferedImage picture =
        new OverlayRenderer(first.placed().seenBy(model), style)
            .render(new OverlaySheet("one scale", rows));
    return new ImagePlus("Comparison of " + first.image().getTitle(), picture);
  }

  private static String title(ExplainedNodule nodule) {
    String method = nodule.maps().method().id();
    return nodule.maps().task().isPresent()
        ? String.format(
            Locale.ROOT, "%s %.2f, %s", nodule.task().name(), nodule.prediction().value(), method)
        : method;
  }
}
