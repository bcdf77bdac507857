package org.nodulens.vit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.ct.Resampler;

/** {@link ModelDescription} as model.json, format nodulens-model/1. Unknown keys are ignored. */
final class ModelJson {
  static final String FORMAT = "nodulens-model/1";

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final JsonNode root;
  private final String where;

  private ModelJson(JsonNode root, String where) {
    this.root = root;
    this.where = where;
  }

  static ModelDescription read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharConversionException e) {
      throw new ModelFormatException(file + " is not JSON: its characters are none", e);
    }
    String format = root.path("format").asText("none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          file + " has format \"" + format + "\"; this version reads \"" + FORMAT + "\"");
    }
    return new ModelJson(root, file.toString()).description();
  }

  private ModelDescription description() throws ModelFormatException {
    double eps = number(root, "layer_norm_eps");
    VitConfig stored = VitArchitecture.read(root.path("architecture"), eps, where);
    try {
      PositionResize resize =
          PositionResize.ofId(root.path("position_resize").asText(PositionResize.TIMM.id()));
      InputSpec input = input(root.path("input"));
      return new ModelDescription(
          stored.withImage(input.pixels()).withPositionResize(resize),
          stored.image(),
          input,
          tasks(root.path("tasks")),
          object(root.path("calibration")),
          object(root.path("provenance")),
          patients(root.path("provenance").path("training_patients")));
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(where + ": " + e.getMessage(), e);
    }
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  private InputSpec input(JsonNode input) throws ModelFormatException {
    JsonNode window = input.path("window_hu");
    JsonNode pixels = input.path("pixels");
    if (window.size() != 2 || pixels.size() != 2) {
      throw new ModelFormatException(
          where + ": input needs window_hu [lowest, highest] and pixels [rows, columns]");
    }
    requireOnly(input, "interpolation", "linear");
    requireOnly(input, "channels", "repeat");
    if (input.path("padding_hu").asInt(Resampler.LOWEST_HU) != Resampler.LOWEST_HU) {
      throw new ModelFormatException(
          where
              + ": input.padding_hu is "
              + input.path("padding_hu")
              + ", only "
              + Resampler.LOWEST_HU
              + " is implemented");
    }
    return new InputSpec(
        HounsfieldWindow.ofRange(window.get(0).asDouble(), window.get(1).asDouble()),
        numbers(input, "mean"),
        numbers(input, "std"),
        number(input, "field_of_view_mm"),
        new PixelSize(pixels.get(0).asInt(), pixels.get(1).asInt()),
        names(input, "views", View.class),
        names(input, "symmetries", Symmetry.class),
        shifts(input.path("shifts")));
  }

  /** 1 where older models do not say. */
  private int shifts(JsonNode shifts) throws ModelFormatException {
    if (!shifts.isMissingNode() && !shifts.isInt()) {
      throw new ModelFormatException(
          where + ": input.shifts is " + shifts + ", not a number of shifts an axis");
    }
    return shifts.asInt(1);
  }

  private void requireOnly(JsonNode input, String key, String value) throws ModelFormatException {
    if (!input.path(key).asText(value).equals(value)) {
      throw new ModelFormatException(
          where
              + ": input."
              + key
              + " is "
              + input.path(key)
              + ", only \""
              + value
              + "\" is implemented");
    }
  }

  private List<Task> tasks(JsonNode tasks) throws ModelFormatException {
    List<Task> read = new ArrayList<>();
    for (JsonNode task : tasks) {
      String transform = task.path("transform").asText("none");
      if (!Set.of("none", "log").contains(transform)) {
        throw new ModelFormatException(where + ": a task has transform \"" + transform + "\"");
      }
      Task.Kind kind = constant(Task.Kind.class, task.path("kind").asText(""), "kind");
      JsonNode noise = task.path("reader_noise");
      read.add(
          new Task(
              task.path("name").asText(""),
              task.path("outputs").asInt(),
              kind,
              task.path("unit").asText(""),
              kind == Task.Kind.REGRESSION
                  ? new Task.Scaling(
                      number(task, "mean"), number(task, "std"), transform.equals("log"))
                  : Task.Scaling.NONE,
              task.path("label_rule").asText(""),
              noise.isNumber() ? Optional.of(noise.asDouble()) : Optional.empty(),
              classes(task.path("classes"))));
    }
    return read;
  }

  private static List<String> classes(JsonNode classes) {
    List<String> names = new ArrayList<>();
    classes.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static TrainingPatients patients(JsonNode patients) {
    Set<String> hashes = new TreeSet<>();
    patients.path("hashes").forEach(hash -> hashes.add(hash.asText()));
    List<TrainingPatients> inherited = new ArrayList<>();
    patients.path("inherited").forEach(earlier -> inherited.add(patients(earlier)));
    return new TrainingPatients(patients.path("key").asText(""), hashes, inherited);
  }

  private double number(JsonNode node, String key) throws ModelFormatException {
    if (!node.path(key).isNumber()) {
      throw new ModelFormatException(
          where + ": " + key + " is " + node.path(key) + ", not a number");
    }
    return node.path(key).asDouble();
  }

  private List<Double> numbers(JsonNode node, String key) throws ModelFormatException {
    List<Double> values = new ArrayList<>();
    for (JsonNode value : node.path(key)) {
      if (!value.isNumber()) {
        throw new ModelFormatException(where + ": " + key + " holds " + value + ", not a number");
      }
      values.add(value.asDouble());
    }
    return values;
  }

  private <E extends Enum<E>> List<E> names(JsonNode node, String key, Class<E> type)
      throws ModelFormatException {
    List<E> values = new ArrayList<>();
    for (JsonNode value : node.path(key)) {
      values.add(constant(type, value.asText(), key));
    }
    return values;
  }

  private <E extends Enum<E>> E constant(Class<E> type, String name, String key)
      throws ModelFormatException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    throw new ModelFormatException(where + ": " + key + " \"" + name + "\" is not known");
  }

  static void write(Path file, ModelDescription model) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.set("architecture", VitArchitecture.write(model.weightsConfig()));
    root.put("layer_norm_eps", model.config().layerNormEps());
    root.put("position_resize", model.config().positionResize().id());
    root.set("input", input(model.input()));
    ArrayNode tasks = root.putArray("tasks");
    model.tasks().forEach(task -> tasks.add(task(task)));
    root.set("calibration", model.calibration());
    ObjectNode provenance = model.provenance().deepCopy();
    provenance.set("training_patients", patients(model.trainingPatients()));
    root.set("provenance", provenance);
    Files.write(file, JSON.writeValueAsBytes(root));
  }

  /** Copies a model.json with another calibration, whatever else is in it. */
  static void calibrate(Path from, Path to, ObjectNode calibration) throws IOException {
    if (!(JSON.readTree(from.toFile()) instanceof ObjectNode root)) {
      throw new ModelFormatException(from + " is no JSON object");
    }
    root.set("calibration", calibration);
    Files.write(to, JSON.writeValueAsBytes(root));
  }

  private static ObjectNode patients(TrainingPatients patients) {
    ObjectNode node = JSON.createObjectNode();
    node.put("key", patients.key());
    ArrayNode hashes = node.putArray("hashes");
    new TreeSet<>(patients.hashes()).forEach(hashes::add);
    if (!patients.inherited().isEmpty()) {
      ArrayNode inherited = node.putArray("inherited");
      patients.inherited().forEach(earlier -> inherited.add(patients(earlier)));
    }
    return node;
  }

  private static ObjectNode input(InputSpec spec) {
    ObjectNode input = JSON.createObjectNode();
    input.putArray("window_hu").add(spec.window().lowestHu()).add(spec.window().highestHu());
    ArrayNode mean = input.putArray("mean");
    spec.mean().forEach(mean::add);
    ArrayNode std = input.putArray("std");
    spec.std().forEach(std::add);
    input.put("field_of_view_mm", spec.fieldOfViewMm());
    input.putArray("pixels").add(spec.pixels().rows()).add(spec.pixels().columns());
    ArrayNode views = input.putArray("views");
    spec.views().forEach(view -> views.add(view.id()));
    ArrayNode symmetries = input.putArray("symmetries");
    spec.symmetries().forEach(symmetry -> symmetries.add(symmetry.id()));
    input.put("shifts", spec.shifts());
    input.put("interpolation", "linear");
    input.put("padding_hu", Resampler.LOWEST_HU);
    input.put("channels", "repeat");
    return input;
  }

  private static ObjectNode task(Task task) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", task.name());
    node.put("outputs", task.outputs());
    node.put("kind", task.kind().name().toLowerCase(Locale.ROOT));
    node.put("unit", task.unit());
    node.put("mean", task.scaling().mean());
    node.put("std", task.scaling().std());
    node.put("transform", task.scaling().logarithmic() ? "log" : "none");
    node.put("label_rule", task.labelRule());
    task.readerNoise()
        .ifPresentOrElse(
            noise -> node.put("reader_noise", noise), () -> node.putNull("reader_noise"));
    if (!task.classes().isEmpty()) {
      ArrayNode classes = node.putArray("classes");
      task.classes().forEach(classes::add);
    }
    return node;
  }
}
