package org.nodulens.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nodulens.explain.Explanation;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.ModelIdentity;
import org.nodulens.explain.NoduleSample;
import org.nodulens.explain.ViewMap;
import org.nodulens.overlay.Heatmap;
import org.nodulens.overlay.OverlayRenderer;
import org.nodulens.overlay.OverlayStyle;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/**
 * The pictures of a nodule in a folder: one a map, one that compares all maps of the nodule, and,
 * where there are several slices, one of all slices. Each says in its metadata how it was made, and
 * nothing of the patient.
 */
final class MapPictures {
  private static final int SMALL_PANEL = 192;

  private final Path folder;
  private final ModelIdentity identity;
  private final OverlayStyle style;

  MapPictures(Path folder, ModelIdentity identity, OverlayStyle style) {
    this.folder = folder;
    this.identity = identity;
    this.style = style;
  }

  /**
   * Draws a nodule, picture by picture on as many cores as there are: for a single nodule that is
   * the longest part of the work.
   *
   * @param network which of the model's networks spoke
   * @param central what the plane through the nodule's centre says
   * @param slices in ascending order
   */
  void draw(NoduleSample sample, String network, Explanation central, List<ExplainedSlice> slices)
      throws IOException {
    List<Drawing> drawings = new ArrayList<>();
    OverlayRenderer large = new OverlayRenderer(sample.volume(), style);
    for (MethodMaps maps : central.maps()) {
      for (ViewMap view : maps.views()) {
        MethodMaps one = new MethodMaps(maps.method(), maps.task(), List.of(view));
        drawings.add(() -> drawOne(large, sample.cropId(), network, central, one));
      }
    }
    OverlayRenderer small =
        new OverlayRenderer(sample.volume(), style.withPanelPixels(SMALL_PANEL));
    MapSheets sheets = new MapSheets(style.quantile());
    Path stem = folder.resolve(OverlayName.of(sample.cropId()));
    drawings.add(
        () ->
            PngFile.write(
                stem.resolveSibling(stem.getFileName() + "-comparison.png"),
                small.render(sheets.comparison(central)),
                texts(network, central.maps(), sheets.scales(central.maps()))));
    if (slices.size() > 1) {
      List<ExplainedSlice> shown = MapSheets.shown(slices);
      drawings.add(
          () ->
              PngFile.write(
                  stem.resolveSibling(stem.getFileName() + "-montage.png"),
                  small.render(sheets.montage(shown)),
                  texts(network, central.maps(), sheets.scales(MapSheets.maps(shown)))));
    }
    draw(drawings);
  }

  /** One picture, into its file. */
  private interface Drawing {
    void draw() throws IOException;
  }

  private static void draw(List<Drawing> drawings) throws IOException {
    try {
      drawings.parallelStream()
          .forEach(
              drawing -> {
                try {
                  drawing.draw();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A picture of a single view's map. */
  private void drawOne(
      OverlayRenderer renderer,
      String cropId,
      String network,
      Explanation explanation,
      MethodMaps maps)
      throws IOException {
    ViewMap view = maps.views().get(0);
    String name = OverlayName.of(cropId, maps) + "-" + view.view().id() + ".png";
    Optional<Prediction> prediction = maps.task().map(explanation::prediction);
    String how = maps.method().id() + ", " + view.view().id();
    String caption =
        prediction.map(MapPictures::caption).orElse("the same for every task") + "   " + how;
    double scale = Heatmap.of(view.map(), style.quantile()).scale();
    PngFile.write(
        folder.resolve(name),
        renderer.render(view, caption),
        texts(network, List.of(maps), Map.of(maps.method().id(), scale)));
  }

  private Map<String, String> texts(
      String network, List<MethodMaps> maps, Map<String, Double> scales) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Software", identity.createdBy());
    texts.put("model_sha256", identity.sha256());
    texts.put("network", network);
    texts.put(
        "method",
        String.join(",", maps.stream().map(map -> map.method().id()).distinct().toList()));
    texts.put(
        "task",
        String.join(
            ",",
            maps.stream().flatMap(map -> map.task().map(Task::name).stream()).distinct().toList()));
    texts.put(
        "view",
        String.join(
            ",",
            maps.stream()
                .flatMap(map -> map.views().stream())
                .map(view -> view.view().id())
                .distinct()
                .toList()));
    texts.put(
        "scale",
        String.join(
            ",",
            scales.entrySet().stream()
                .map(scale -> scale.getKey() + "=" + scale.getValue().floatValue())
                .toList()));
    texts.put("scale_quantile", Double.toString(style.quantile()));
    texts.put(
        "window_hu",
        String.format(
            Locale.ROOT, "%.1f to %.1f", style.window().lowestHu(), style.window().highestHu()));
    return texts;
  }

  /** What a picture says of the number that its map explains. */
  static String caption(Prediction prediction) {
    return String.format(
        Locale.ROOT,
        "%s %.2f (%s)",
        prediction.task().name(),
        prediction.value(),
        prediction.task().unit());
  }
}
