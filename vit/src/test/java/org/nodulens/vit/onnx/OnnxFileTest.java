package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.HounsfieldWindow;
import org.nodulens.vit.Head;
import org.nodulens.vit.InputSpec;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.ModelDescription;
import org.nodulens.vit.ModelFolder;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.Symmetry;
import org.nodulens.vit.Task;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.TrainingPatients;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.View;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/** An exported file gives, in ONNX Runtime, what the classifier gives. */
class OnnxFileTest {
  private static final Task MALIGNANCY =
      task("malignancy", Task.Kind.BINARY, Task.Scaling.NONE, List.of());
  private static final Task DIAMETER =
      task("diameter", Task.Kind.REGRESSION, new Task.Scaling(2, 0.5, true), List.of());
  private static final Task TEXTURE =
      task("texture", Task.Kind.MULTICLASS, Task.Scaling.NONE, List.of("a", "b", "c"));

  private static final VitConfig CONFIG = RandomVit.config().withOutputs(5);
  private static final List<float[]> IMAGES =
      List.of(
          RandomVit.gaussian(CONFIG.image().count(), 1),
          RandomVit.gaussian(CONFIG.image().count(), 2));

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void make_the_folder() throws IOException {
    model = Files.createDirectories(folder.resolve("model"));
  }

  private static Task task(
      String name, Task.Kind kind, Task.Scaling scaling, List<String> classes) {
    int outputs = Math.max(1, classes.size());
    return new Task(name, outputs, kind, "unit", scaling, "mean", Optional.empty(), classes);
  }

  private static ModelDescription description(VitConfig config) {
    InputSpec input =
        new InputSpec(
            HounsfieldWindow.ofRange(-1000, 400),
            List.of(0.25),
            List.of(0.5),
            32,
            config.image(),
            List.of(View.AXIAL),
            List.of(Symmetry.IDENTITY));
    return new ModelDescription(
        config,
        input,
        List.of(MALIGNANCY, DIAMETER, TEXTURE),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        TrainingPatients.NONE);
  }

  private ModelFolder linear() throws IOException {
    return ModelFolder.write(model, description(CONFIG), RandomVit.weights(CONFIG, 4));
  }

  private ModelFolder twoLayers() throws IOException {
    VitWeights trunk = RandomVit.weights(CONFIG, 4).withoutHead();
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put("head.fc1.weight", new Tensor(RandomVit.gaussian(48, 5), 6, 8));
    head.put("head.fc1.bias", new Tensor(RandomVit.gaussian(6, 6), 6));
    head.put("head.fc2.weight", new Tensor(RandomVit.gaussian(30, 7), 5, 6));
    head.put("head.fc2.bias", new Tensor(RandomVit.gaussian(5, 8), 5));
    return ModelFolder.write(model, description(trunk.config()), trunk, head);
  }

  private Path export(OnnxFile onnx) throws IOException {
    Path file = folder.resolve("model.onnx");
    try (OutputStream out = Files.newOutputStream(file)) {
      onnx.writeModel(out, "model.onnx.data");
    }
    if (onnx.hasWeightsApart()) {
      try (OutputStream out = Files.newOutputStream(folder.resolve("model.onnx.data"))) {
        onnx.writeWeights(out);
      }
    }
    return file;
  }

  /** What the classifier's own road gives: the raw outputs of each image. */
  private static float[][] expected(ModelFolder from) throws IOException {
    VitWeights weights = from.weights();
    Head head = from.head(weights);
    LastBlock lastBlock = new LastBlock(weights);
    try (Trunk trunk = new OnnxRuntimeEngine().load(weights)) {
      return trunk.blockInputs(IMAGES).stream()
          .map(x -> head.apply(lastBlock.forward(x).embedding()))
          .toArray(float[][]::new);
    }
  }

  private static Map<String, float[][]> run(Path file) throws Exception {
    var environment = OrtSettings.environment();
    FloatBuffer pixels = FloatBuffer.allocate(2 * CONFIG.image().count());
    IMAGES.forEach(pixels::put);
    Map<String, float[][]> outputs = new LinkedHashMap<>();
    try (var options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(file.toString(), options);
        OnnxTensor in =
            OnnxTensor.createTensor(environment, pixels.flip(), new long[] {2, 1, 8, 12});
        var result = session.run(Map.of("pixels", in))) {
      for (Map.Entry<String, ?> output : result) {
        outputs.put(
            output.getKey(), (float[][]) result.get(output.getKey()).orElseThrow().getValue());
      }
    }
    return outputs;
  }

  private static void assertEqual(ModelFolder from, Map<String, float[][]> found)
      throws IOException {
    float[][] scores = expected(from);
    assertThat(found.keySet())
        .containsExactlyInAnyOrder("scores", "malignancy", "diameter", "texture");
    for (int i = 0; i < IMAGES.size(); i++) {
      assertThat(found.getOrDefault("scores", new float[0][])[i])
          .containsExactly(scores[i], offset(1e-4f));
      assertThat(found.getOrDefault("malignancy", new float[0][])[i][0])
          .isCloseTo((float) MALIGNANCY.value(scores[i][0]), offset(1e-4f));
      float diameter = (float) DIAMETER.value(scores[i][1]);
      assertThat(found.getOrDefault("diameter", new float[0][])[i][0])
          .isCloseTo(diameter, offset(1e-4f * diameter));
      double sum = 0;
      for (int c = 2; c < 5; c++) {
        sum += Math.exp(scores[i][c]);
      }
      for (int c = 2; c < 5; c++) {
        assertThat(found.getOrDefault("texture", new float[0][])[i][c - 2])
            .isCloseTo((float) (Math.exp(scores[i][c]) / sum), offset(1e-4f));
      }
    }
  }

  @Test
  void a_linear_head_inside_one_file() throws Exception {
    ModelFolder from = linear();
    OnnxFile onnx = OnnxFile.of(from);
    assertThat(onnx.hasWeightsApart()).isFalse();
    assertEqual(from, run(export(onnx)));
  }

  @Test
  void a_head_of_two_layers_with_the_weights_in_a_file_of_their_own() throws Exception {
    ModelFolder from = twoLayers();
    OnnxFile onnx = OnnxFile.of(from, 100);
    assertThat(onnx.hasWeightsApart()).isTrue();
    Path file = export(onnx);
    assertThat(Files.size(folder.resolve("model.onnx.data"))).isGreaterThan(Files.size(file) / 4);
    assertEqual(from, run(file));
  }

  @Test
  void python_gives_the_same() throws Exception {
    Process has =
        new ProcessBuilder("python3", "-c", "import onnxruntime").redirectErrorStream(true).start();
    has.getInputStream().readAllBytes();
    assumeTrue(
        has.waitFor(60, TimeUnit.SECONDS) && has.exitValue() == 0, "no onnxruntime in Python");
    ModelFolder from = twoLayers();
    Path file = export(OnnxFile.of(from, 100));
    StringBuilder numbers = new StringBuilder();
    IMAGES.forEach(image -> append(numbers, image));
    String script =
        """
        import sys, numpy, onnxruntime
        x = numpy.array(sys.stdin.read().split(), 'float32').reshape(2, 1, 8, 12)
        session = onnxruntime.InferenceSession(sys.argv[1])
        print(*session.run(['scores'], {'pixels': x})[0].ravel())
        """;
    Process python = new ProcessBuilder("python3", "-c", script, file.toString()).start();
    try (OutputStream in = python.getOutputStream()) {
      in.write(numbers.toString().getBytes(StandardCharsets.US_ASCII));
    }
    String[] printed =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            .trim()
            .split(" ");
    float[][] scores = expected(from);
    assertThat(printed).hasSize(10);
    for (int i = 0; i < printed.length; i++) {
      assertThat(Float.parseFloat(printed[i])).isCloseTo(scores[i / 5][i % 5], offset(1e-4f));
    }
  }

  private static void append(StringBuilder numbers, float[] image) {
    for (float value : image) {
      numbers.append(value).append(' ');
    }
  }
}
