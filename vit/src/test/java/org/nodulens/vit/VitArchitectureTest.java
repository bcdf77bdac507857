package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitArchitectureTest {
  private static VitConfig read(String arguments) throws Exception {
    return VitArchitecture.read(new ObjectMapper().readTree(arguments), 1e-6, "model.json");
  }

  @Test
  void what_is_not_said_has_timms_default() throws Exception {
    VitConfig config = read("{\"embed_dim\": 384, \"num_heads\": 6}");
    assertThat(config.image()).isEqualTo(PixelSize.square(224));
    assertThat(config.patch()).isEqualTo(PixelSize.square(16));
    assertThat(config.depth()).isEqualTo(12);
    assertThat(config.mlpWidth()).isEqualTo(1536);
    assertThat(config.positionsCoverPrefix()).isTrue();
    assertThat(config.tokens()).isEqualTo(197); // 14 x 14 patches and the class token
    assertThat(config.outputs()).isEqualTo(1000);
  }

  @Test
  void what_is_written_is_read_back() throws Exception {
    VitConfig config =
        new VitConfig(
            new PixelSize(72, 56), new PixelSize(8, 14), 1, 96, 3, 4, 250, 4, true, false, 9, 1e-5);
    assertThat(VitArchitecture.read(VitArchitecture.write(config), 1e-5, "here")).isEqualTo(config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"qk_norm\": true}",
        "{\"global_pool\": \"avg\"}",
        "{\"class_token\": false}",
        "{\"dynamic_img_pad\": true}",
        "{\"act_layer\": \"relu\"}",
        "{\"depth\": 2.5}",
        "{\"embed_dim\": \"192\"}",
        "{\"embed_dim\": 100, \"num_heads\": 12}",
        "{\"img_size\": 225}",
        "[]"
      })
  void what_cannot_be_computed_faithfully_is_refused(String arguments) {
    assertThatThrownBy(() -> read(arguments))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model.json");
  }

  @Test
  void a_missing_and_an_unknown_and_a_misshapen_tensor_are_named() throws Exception {
    VitConfig config = RandomVit.config();
    var tensors = new LinkedHashMap<>(RandomVit.weights(config, 1).tensors());
    Tensor norm = tensors.remove("norm.weight");
    assertThatThrownBy(() -> VitWeights.of(config, tensors, "w"))
        .hasMessage("w lacks tensor norm.weight of shape [8]");
    tensors.put("norm.weight", new Tensor(new float[9], 9));
    assertThatThrownBy(() -> VitWeights.of(config, tensors, "w"))
        .hasMessage("w: tensor norm.weight has shape [9], the architecture needs [8]");
    tensors.put("norm.weight", Objects.requireNonNull(norm));
    tensors.put("blocks.0.attn.q_norm.weight", new Tensor(new float[4], 4));
    assertThatThrownBy(() -> VitWeights.of(config, tensors, "w"))
        .hasMessageContaining("q_norm.weight, which the architecture does not know");
  }
}
