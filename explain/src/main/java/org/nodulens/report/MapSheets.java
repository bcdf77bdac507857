package org.nodulens.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.ImportanceMap;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ViewMap;
import org.nodulens.overlay.Heatmap;
import org.nodulens.overlay.OverlayCell;
import org.nodulens.overlay.OverlayRow;
import org.nodulens.overlay.OverlaySheet;

/**
 * Lays out the maps of a nodule. All tasks, views and slices of a method share one scale, and so do
 * a method and its value and key parts, which add up to it.
 *
 * @param quantile of the magnitudes that gets full colour
 */
record MapSheets(double quantile) {
  /** Panels side by side, with the bare slice in front. */
  private static final int MOST_COLUMNS = 6;

  private static final int MOST_SLICES = 9;

  /** The tasks of each method and view side by side, the bare slice in front. */
  OverlaySheet comparison(Explanation explanation) {
    Map<String, Double> scales = scales(explanation.maps());
    List<OverlayRow> rows = new ArrayList<>();
    byMethod(explanation.maps())
        .forEach(
            (method, ofTasks) -> {
              for (int view = 0; view < ofTasks.get(0).views().size(); view++) {
                rows.addAll(rows(explanation, ofTasks, view, scale(scales, method)));
              }
            });
    return new OverlaySheet("one scale for all tasks of a method", rows);
  }

  private static List<OverlayRow> rows(
      Explanation explanation, List<MethodMaps> ofTasks, int view, double scale) {
    ViewMap first = ofTasks.get(0).views().get(view);
    String view0 = first.view().id();
    List<OverlayRow> rows = new ArrayList<>();
    for (int from = 0; from < ofTasks.size(); from += MOST_COLUMNS - 1) {
      List<OverlayCell> cells = new ArrayList<>();
      cells.add(OverlayCell.bare("CT, " + view0, first.plane()));
      int to = Math.min(ofTasks.size(), from + MOST_COLUMNS - 1);
      for (MethodMaps maps : ofTasks.subList(from, to)) {
        String title =
            maps.task()
                .map(task -> MapPictures.caption(explanation.prediction(task)))
                .orElse("every task");
        cells.add(OverlayCell.of(title, maps.views().get(view)));
      }
      rows.add(new OverlayRow(ofTasks.get(0).method().id(), cells, scale));
    }
    return rows;
  }

  /**
   * The slices side by side: a row of the CT alone, then one for each view's method and task.
   *
   * @param slices in ascending order
   */
  OverlaySheet montage(List<ExplainedSlice> slices) {
    Map<String, Double> scales = scales(maps(slices));
    List<OverlayRow> rows = new ArrayList<>();
    List<OverlayCell> bare = new ArrayList<>();
    for (ExplainedSlice slice : slices) {
      ViewMap view = slice.explanation().maps().get(0).views().get(0);
      bare.add(
          OverlayCell.bare(String.format(Locale.ROOT, "%+.1f mm", slice.offsetMm()), view.plane()));
    }
    rows.add(new OverlayRow("", bare, 0));
    for (List<MethodMaps> ofSlices : ExplainedSlice.byScore(slices)) {
      rows.add(row(slices, ofSlices, scale(scales, ofSlices.get(0).method().id())));
    }
    String view = slices.get(0).explanation().maps().get(0).views().get(0).view().id();
    return new OverlaySheet(
        view + " slices along the normal; each map explains the prediction for its own slice",
        rows);
  }

  private static OverlayRow row(
      List<ExplainedSlice> slices, List<MethodMaps> ofSlices, double scale) {
    List<OverlayCell> cells = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      MethodMaps maps = ofSlices.get(i);
      Explanation explanation = slices.get(i).explanation();
      String title =
          maps.task().map(task -> MapPictures.caption(explanation.prediction(task))).orElse("");
      cells.add(OverlayCell.of(title, maps.views().get(0)));
    }
    return new OverlayRow(ofSlices.get(0).method().id(), cells, scale);
  }

  /** As many slices as a montage has room for, evenly spread, the outermost ones among them. */
  static List<ExplainedSlice> shown(List<ExplainedSlice> slices) {
    if (slices.size() <= MOST_SLICES) {
      return slices;
    }
    List<ExplainedSlice> shown = new ArrayList<>();
    for (int i = 0; i < MOST_SLICES; i++) {
      shown.add(slices.get((int) Math.round(i * (slices.size() - 1.0) / (MOST_SLICES - 1))));
    }
    return shown;
  }

  static List<MethodMaps> maps(Collection<ExplainedSlice> slices) {
    return slices.stream().flatMap(slice -> slice.explanation().maps().stream()).toList();
  }

  /** The scale of each method, by its name; parts of a method have the method's. */
  Map<String, Double> scales(List<MethodMaps> maps) {
    Map<String, List<ImportanceMap>> families = new LinkedHashMap<>();
    for (MethodMaps ofMethod : maps) {
      List<ImportanceMap> family =
          families.computeIfAbsent(family(ofMethod.method().id()), name -> new ArrayList<>());
      ofMethod.views().forEach(view -> family.add(view.map()));
    }
    Map<String, Double> scales = new LinkedHashMap<>();
    families.forEach((name, of) -> scales.put(name, Heatmap.sharedScale(of, quantile)));
    return scales;
  }

  static double scale(Map<String, Double> scales, String method) {
    return scales.getOrDefault(family(method), 0.0);
  }

  private static String family(String method) {
    return method.replaceFirst("_(value|key)$", "");
  }

  private static Map<String, List<MethodMaps>> byMethod(List<MethodMaps> maps) {
    Map<String, List<MethodMaps>> methods = new LinkedHashMap<>();
    for (MethodMaps ofMethod : maps) {
      methods.computeIfAbsent(ofMethod.method().id(), id -> new ArrayList<>()).add(ofMethod);
    }
    return methods;
  }
}
