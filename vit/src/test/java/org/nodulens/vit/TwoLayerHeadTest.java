package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoLayerHeadTest {
  @TempDir private Path folder;

  private static Map<String, Tensor> tensors(int width, int hidden, int outputs) {
    Random random = new Random(8);
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put("head.fc1.weight", tensor(random, hidden, width));
    head.put("head.fc1.bias", tensor(random, hidden));
    head.put("head.fc2.weight", tensor(random, outputs, hidden));
    head.put("head.fc2.bias", tensor(random, outputs));
    return head;
  }

  private static Tensor tensor(Random random, int... shape) {
    int count = 1;
    for (int extent : shape) {
      count *= extent;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Tensor(values, shape);
  }

  @Test
  void one_hidden_unit_by_hand() throws Exception {
    Map<String, Tensor> head = new LinkedHashMap<>();
    head.put("head.fc1.weight", new Tensor(new float[] {2, 0}, 1, 2));
    head.put("head.fc1.bias", new Tensor(new float[] {-1}, 1));
    head.put("head.fc2.weight", new Tensor(new float[] {3}, 1, 1));
    head.put("head.fc2.bias", new Tensor(new float[] {0.5f}, 1));
    // 2 * 1 - 1 = 1; GELU(1) = Φ(1) = 0.841345; 3 * 0.841345 + 0.5
    assertThat(TwoLayerHead.of(head, 2, "by hand").apply(new float[] {1, 9}))
        .containsExactly(new float[] {3.024034f}, offset(1e-5f));
  }

  @Test
  void the_gradient_is_the_slope_at_that_embedding() throws Exception {
    TwoLayerHead head = TwoLayerHead.of(tensors(5, 7, 3), 5, "random");
    float[] embedding = {0.5f, -1, 0.25f, 2, -0.75f};
    for (int output = 0; output < 3; output++) {
      float[] gradient = head.gradient(output, embedding);
      for (int d = 0; d < 5; d++) {
        float[] above = embedding.clone();
        float[] below = embedding.clone();
        above[d] += 0.01f;
        below[d] -= 0.01f;
        assertThat(gradient[d])
            .isCloseTo(
                (head.apply(above)[output] - head.apply(below)[output]) / 0.02f, offset(5e-3f));
      }
    }
  }

  private ModelDescription description(int outputs) {
    ModelDescription three = ModelFolderTest.description(TrainingPatients.NONE);
    Task histology =
        new Task(
            "histology",
            outputs,
            Task.Kind.MULTICLASS,
            "class",
            Task.Scaling.NONE,
            "given",
            Optional.empty(),
            List.of("a", "b", "c", "d").subList(0, outputs));
    return new ModelDescription(
        three.config().withOutputs(0),
        three.input(),
        List.of(histology),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        TrainingPatients.NONE);
  }

  @Test
  void it_lies_beside_the_trunk_and_is_part_of_the_models_identity() throws Exception {
    VitWeights trunk = RandomVit.weights(RandomVit.config(), 1).withoutHead();
    int width = trunk.config().width();
    ModelFolder.write(folder, description(3), trunk, tensors(width, 4, 3));
    ModelFolder read = ModelFolder.open(folder);
    String before = read.weightsSha256();
    assertThat(read.description().tasks()).isEqualTo(description(3).tasks());
    assertThat(read.head(read.weights()).outputs()).isEqualTo(3);
    ModelFolder.write(folder, description(3), trunk, tensors(width, 5, 3));
    assertThat(ModelFolder.open(folder).weightsSha256()).isNotEqualTo(before);
  }

  @Test
  void a_head_that_does_not_fit_is_refused_by_tensor_and_shape() throws Exception {
    Map<String, Tensor> head = tensors(5, 7, 3);
    assertThatThrownBy(() -> TwoLayerHead.of(head, 6, "a file"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("a file: tensor head.fc1.weight has shape [7, 5], expected [7, 6]");
    head.remove("head.fc2.bias");
    assertThatThrownBy(() -> TwoLayerHead.of(head, 5, "a file"))
        .hasMessage("a file has no tensor head.fc2.bias");
    VitWeights trunk = RandomVit.weights(RandomVit.config(), 1).withoutHead();
    ModelFolder.write(folder, description(4), trunk, tensors(trunk.config().width(), 4, 3));
    ModelFolder read = ModelFolder.open(folder);
    assertThatThrownBy(() -> read.head(read.weights()))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageEndingWith("gives 3 outputs, the tasks take 4");
  }

  @Test
  void the_likeliest_class_is_predicted_with_its_logit() {
    Task task = description(3).tasks().get(0);
    Prediction prediction = Prediction.of(task, new float[] {0, (float) Math.log(2), 0});
    assertThat(prediction.value()).isEqualTo(1);
    assertThat(prediction.output()).isEqualTo(1);
    assertThat(prediction.score()).isCloseTo(Math.log(2), offset(1e-7));
    assertThat(prediction.probabilities().get(1)).isCloseTo(0.5, offset(1e-7)); // 2 / (1 + 2 + 1)
  }
}
