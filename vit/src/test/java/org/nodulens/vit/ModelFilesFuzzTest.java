package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Models: the weights, and the description beside them. */
class ModelFilesFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> weights() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("head.weight", new Tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tensors.put("head.bias", new Tensor(new float[] {7, 8}, 2));
    Path file = Files.createTempFile("seed", ".safetensors");
    SafeTensors.write(file, tensors);
    return bytesOf(file);
  }

  static Stream<byte[]> descriptions() throws IOException {
    Path file = Files.createTempFile("seed", ".json");
    TrainingPatients patients = TrainingPatients.of("00ff", List.of("P1", "P2"));
    ModelJson.write(file, ModelFolderTest.description(patients));
    return bytesOf(file);
  }

  private static Stream<byte[]> bytesOf(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return Stream.of(bytes);
  }

  @MethodSource("weights")
  @FuzzTest
  void weights_are_read_or_refused(byte[] bytes) throws IOException {
    try {
      Path file = Files.write(folder.resolve("model.safetensors"), bytes);
      for (Tensor tensor : SafeTensors.open(file).tensors().values()) {
        assertThat(tensor.values().length).isLessThan(bytes.length);
      }
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining("model.safetensors");
    }
  }

  @MethodSource("descriptions")
  @FuzzTest
  void a_description_is_read_or_refused(byte[] bytes) throws IOException {
    try {
      ModelDescription read = ModelJson.read(Files.write(folder.resolve("model.json"), bytes));
      assertThat(read.tasks()).isNotEmpty();
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining("model.json");
    }
  }
}
