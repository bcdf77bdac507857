package org.nodulens.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.Resampler;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.explain.MethodMaps;
import org.nodulens.explain.NoduleSample;
import org.nodulens.overlay.MapSlab;
import org.nodulens.overlay.MapVolume;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Task;

/** What the viewer in a page shows, as JSON: voxels around each nodule and the maps over them. */
final class ViewerData {
  /** Of the cube around a nodule. */
  static final double EDGE_MM = 64;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final long mostVoxels;

  /**
   * For one page.
   *
   * @param mostVoxels of one nodule
   */
  ViewerData(long mostVoxels) {
    this.mostVoxels = mostVoxels;
  }

  /** The text of a script element: nothing in it can end the element. */
  String json(List<CaseFindings> nodules) throws IOException {
    ArrayNode all = JSON.arrayNode();
    for (CaseFindings nodule : nodules) {
      all.add(nodule(nodule));
    }
    return JSON.objectNode().set("nodules", all).toString().replace("<", "\\u003c");
  }

  private ObjectNode nodule(CaseFindings findings) throws IOException {
    NoduleSample sample = findings.nodule().sample();
    ViewerGrid grid =
        ViewerGrid.around(sample.volume().geometry(), sample.center(), EDGE_MM, mostVoxels);
    ObjectNode json = JSON.objectNode();
    json.set("volume", volume(sample.volume(), grid));
    Set<String> methods = new LinkedHashSet<>();
    Set<String> tasks = new LinkedHashSet<>();
    findings.central().maps().forEach(maps -> methods.add(maps.method().id()));
    ObjectNode predictions = json.putObject("predictions");
    for (Prediction prediction : findings.central().predictions()) {
      tasks.add(prediction.task().name());
      predictions.put(prediction.task().name(), Shown.prediction(prediction));
    }
    tasks.forEach(json.putArray("tasks")::add);
    methods.forEach(json.putArray("methods")::add);
    HounsfieldWindow window = findings.description().input().window();
    json.putArray("window").add(window.lowestHu()).add(window.highestHu());
    json.set("maps", maps(findings, grid));
    return json;
  }

  private static ObjectNode volume(CtVolume volume, ViewerGrid grid) throws IOException {
    ObjectNode json = JSON.objectNode();
    VoxelSpacing mm = grid.geometry().spacing();
    PatientPoint origin = grid.geometry().origin();
    VoxelIndex center = grid.center();
    json.putArray("size")
        .add(grid.geometry().size().columns())
        .add(grid.geometry().size().rows())
        .add(grid.geometry().size().slices());
    json.putArray("spacingMm").add(mm.xMm()).add(mm.yMm()).add(mm.zMm());
    json.putArray("originMm").add(origin.xMm()).add(origin.yMm()).add(origin.zMm());
    json.putArray("center").add(center.column()).add(center.row()).add(center.slice());
    json.put("hu", Packed.int16(Resampler.of(volume).resample(grid.geometry()).hu()));
    return json;
  }

  /** Maps by {@code method|task}, those of a method that knows no task by {@code method|}. */
  private static ObjectNode maps(CaseFindings findings, ViewerGrid grid) throws IOException {
    ObjectNode json = JSON.objectNode();
    Map<String, Double> scales = new MapSheets(1).scales(MapSheets.maps(findings.slices()));
    int central = findings.slices().stream().map(ExplainedSlice::offsetMm).toList().indexOf(0.0);
    for (List<MethodMaps> ofSlices : ExplainedSlice.byScore(findings.slices())) {
      MethodMaps first = ofSlices.get(0);
      List<MapSlab> slabs = new ArrayList<>();
      for (MethodMaps maps : ofSlices) {
        maps.views().forEach(view -> slabs.add(new MapSlab(view, findings.slabMm())));
      }
      float[] values = MapVolume.of(grid.geometry(), slabs).values();
      double largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      String key = first.method().id() + "|" + first.task().map(Task::name).orElse("");
      json.putObject(key)
          .put("values", Packed.int8(values, largest))
          .put("unit", largest / 127)
          .put("scale", MapSheets.scale(scales, first.method().id()))
          .put("trust", TrustTable.words(findings, ofSlices.get(central)));
    }
    return json;
  }
}
