package org.nodulens.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVPrinter;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.Prediction;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.View;
import org.nodulens.volumeio.Csv;
import org.nodulens.volumeio.FileOutput;

/**
 * Writes maps in format nodulens-maps/1, one nodule in memory at a time: maps.json, maps.csv and
 * raw, signed float32 arrays of shape (n, views, rows, columns), one a method and task.
 *
 * <p>In maps.csv a view's affine leads from (column, row) of the map to LPS millimetres: i is the
 * step of a column, j of a row, k the view's normal, one image pixel long, o the centre of the
 * first element. It is empty where the crop's place in the patient is unknown.
 */
public final class MapsWriter implements Closeable {
  private static final String FORMAT = "nodulens-maps/1";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;
  private final InputSpec input;
  private final CSVPrinter table;
  private final Map<String, MapShards> shards = new LinkedHashMap<>();
  private final ObjectNode root = JSON.createObjectNode();

  private MapsWriter(Path folder, InputSpec input, CSVPrinter table) {
    this.folder = folder;
    this.input = input;
    this.table = table;
  }

  /**
   * Starts a folder of maps.
   *
   * @param folder absent or empty
   * @param input of the model whose predictions are explained
   */
  public static MapsWriter create(Path folder, ModelIdentity model, InputSpec input)
      throws IOException {
    Files.createDirectories(folder);
    MapsWriter writer = new MapsWriter(folder, input, Csv.printer(folder.resolve("maps.csv")));
    writer.root.put("format", FORMAT);
    writer.root.put("model_sha256", model.sha256());
    writer.root.put("engine", model.engine());
    writer.root.put("created_by", model.createdBy());
    writer.root.put("score", "a binary task's map explains its logit, a regression's its z-score");
    writer.root.put("trust", Trust.RULE);
    writer.root.putObject("methods");
    writer.table.printRecord(writer.columns());
    return writer;
  }

  private List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "crop_id",
                "method",
                "task",
                "prediction",
                "score",
                "model",
                "shard",
                "index",
                "minimum",
                "maximum"));
    for (View view : input.views()) {
      for (String vector : List.of("i", "j", "k", "o")) {
        for (String axis : List.of("x", "y", "z")) {
          columns.add(view.id() + "_" + vector + "_" + axis);
        }
      }
    }
    columns.addAll(List.of("trusted", "smooth_deviation", "ablation_agreement"));
    return columns;
  }

  /** Appends one nodule's maps. */
  public void add(ExplainedCrop crop) throws IOException {
    for (int map = 0; map < crop.explanation().maps().size(); map++) {
      MethodMaps maps = crop.explanation().maps().get(map);
      String name = "maps-" + maps.method().id() + maps.task().map(t -> "-" + t.name()).orElse("");
      MapShards ofMethod = shards.get(name);
      if (ofMethod == null) {
        ofMethod =
            new MapShards(folder, name, maps.views().get(0).map().size(), maps.views().size());
        shards.put(name, ofMethod);
        describe(maps);
      }
      MapShards.Place place = ofMethod.append(maps.views());
      print(crop, map, place);
    }
  }

  private void print(ExplainedCrop crop, int map, MapShards.Place place) throws IOException {
    MethodMaps maps = crop.explanation().maps().get(map);
    List<String> row = new ArrayList<>();
    row.add(crop.cropId());
    row.add(maps.method().id());
    row.add(maps.task().map(task -> task.name()).orElse(""));
    if (maps.task().isPresent()) {
      Prediction prediction = crop.explanation().prediction(maps.task().get());
      row.add(Csv.text(prediction.value()));
      row.add(Csv.text(prediction.score()));
    } else {
      row.addAll(List.of("", ""));
    }
    row.add(crop.model());
    row.add(MapShards.number(place.shard()));
    row.add(Integer.toString(place.index()));
    row.add(Csv.text(maps.minimum()));
    row.add(Csv.text(maps.maximum()));
    for (ViewMap view : maps.views()) {
      row.addAll(crop.placed() ? affine(view.geometry()) : emptyAffine());
    }
    Optional<Trust> trust = crop.trust(map);
    row.add(trust.map(t -> Boolean.toString(t.trusted())).orElse(""));
    row.add(trust.map(t -> Csv.text(t.smoothDeviation())).orElse(""));
    row.add(trust.map(t -> Csv.text(t.ablationAgreement())).orElse(""));
    table.printRecord(row);
  }

  private static List<String> affine(VolumeGeometry geometry) {
    List<String> numbers = new ArrayList<>();
    PatientPoint o = geometry.origin();
    for (PatientVector vector :
        List.of(
            geometry.axes().column(),
            geometry.axes().row(),
            geometry.axes().slice(),
            new PatientVector(o.xMm(), o.yMm(), o.zMm()))) {
      numbers.add(Csv.text(vector.xMm()));
      numbers.add(Csv.text(vector.yMm()));
      numbers.add(Csv.text(vector.zMm()));
    }
    return numbers;
  }

  private static List<String> emptyAffine() {
    return List.of("", "", "", "", "", "", "", "", "", "", "", "");
  }

  private void describe(MethodMaps maps) {
    ObjectNode methods = (ObjectNode) root.get("methods");
    String id = maps.method().id();
    if (!methods.has(id)) {
      ObjectNode method = methods.putObject(id);
      method.put("grid", maps.method().grid().id());
      method.put("rows", maps.views().get(0).map().size().rows());
      method.put("columns", maps.views().get(0).map().size().columns());
      ObjectNode parameters = method.putObject("parameters");
      new TreeMap<>(maps.method().parameters())
          .forEach((name, value) -> parameters.put(name, value.doubleValue()));
      maps.method()
          .seed()
          .ifPresentOrElse(s -> method.put("seed", s), () -> method.putNull("seed"));
      ArrayNode views = method.putArray("views");
      input.views().stream().map(View::id).forEach(views::add);
      ArrayNode symmetries = method.putArray("symmetries");
      input.symmetries().stream().map(Symmetry::id).forEach(symmetries::add);
      method.put("shifts", input.shifts());
      method.putArray("tasks");
    }
    ArrayNode tasks = (ArrayNode) methods.get(id).get("tasks");
    maps.task().ifPresent(task -> tasks.add(task.name()));
  }

  /** Ends the arrays and the table, and writes maps.json. */
  @Override
  public void close() throws IOException {
    try (table) {
      for (MapShards ofMethod : shards.values()) {
        ofMethod.close();
      }
    }
    FileOutput.bytes(folder.resolve("maps.json"), JSON.writeValueAsBytes(root));
  }
}
