package org.nodulens.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.vit.PixelSize;
import org.nodulens.vit.SafeTensors;
import org.nodulens.vit.VitArchitecture;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

/**
 * What is written has the names and shapes that timm's VisionTransformer has for the same
 * arguments: a strict load asks for no more. timm 1.0.29 wrote the golden models itself.
 */
class TimmNamesTest {
  @TempDir private Path folder;

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(TimmNamesTest.class.getResource("/golden/" + name)).toURI());
  }

  private static VitConfig config(String name) throws IOException, URISyntaxException {
    Path file = golden(name).resolve("config.json");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return VitArchitecture.read(
        json.path("architecture"), json.path("layer_norm_eps").asDouble(), file.toString());
  }

  private static Map<String, String> shapes(Path file) throws IOException {
    Map<String, String> shapes = new TreeMap<>();
    SafeTensors.open(file)
        .stored()
        .forEach((name, tensor) -> shapes.put(name, Arrays.toString(tensor.shape())));
    return shapes;
  }

  private static VitWeights weights(String name) throws IOException, URISyntaxException {
    Path file = golden(name).resolve("model.safetensors");
    return VitWeights.of(config(name), SafeTensors.open(file).tensors(), file.toString());
  }

  /** Plain; registers in the position embedding or not; layer scale; classes 1 to 3. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "vit-p8-36tokens",
        "vit-reg4-layerscale",
        "vit-reg2-embedded",
        "vit-p8-resized-72x56",
        "vit-p4-reg1-24x12",
        "vit-p16-reg3-resized-64x32"
      })
  void a_model_written_has_the_names_and_shapes_that_timm_wrote(String name) throws Exception {
    Map<String, String> ofTimm = shapes(golden(name).resolve("model.safetensors"));
    Map<String, String> defined = new TreeMap<>();
    VitWeights.shapes(config(name))
        .forEach((tensor, shape) -> defined.put(tensor, Arrays.toString(shape)));
    assertThat(defined).isEqualTo(ofTimm);
    Path written = folder.resolve("model.safetensors");
    SafeTensors.write(written, weights(name).tensors());
    assertThat(shapes(written)).isEqualTo(ofTimm);
  }

  /** With img_size (72, 56) instead of (48, 48) timm's position embedding has 1 + 9 x 7 rows. */
  @Test
  void resized_weights_differ_in_the_rows_of_the_position_embedding_alone() throws Exception {
    String name = "vit-p8-resized-72x56";
    Map<String, String> expected = shapes(golden(name).resolve("model.safetensors"));
    assertThat(expected.put("pos_embed", "[1, 64, 32]")).isEqualTo("[1, 37, 32]");
    Path written = folder.resolve("model.safetensors");
    SafeTensors.write(written, weights(name).resizedTo(new PixelSize(72, 56)).tensors());
    assertThat(shapes(written)).isEqualTo(expected);
  }

  /** timm drops a head by {@code num_classes = 0}: then it has neither of its tensors. */
  @Test
  void a_backbone_differs_by_its_head_alone() throws Exception {
    Map<String, String> expected =
        shapes(golden("vit-reg4-layerscale").resolve("model.safetensors"));
    expected.keySet().removeIf(name -> name.startsWith("head."));
    Path written = folder.resolve("model.safetensors");
    SafeTensors.write(written, weights("vit-reg4-layerscale").withoutHead().tensors());
    assertThat(shapes(written)).isEqualTo(expected);
  }
}
