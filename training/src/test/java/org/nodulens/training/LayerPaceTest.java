package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.Tensor;
import org.nodulens.vit.VitConfig;

class LayerPaceTest {
  /** Two blocks. */
  private static final VitConfig CONFIG = SyntheticCrops.tinyVit().config();

  @Test
  void each_layer_further_from_the_head_is_slower_by_the_decay() {
    LayerPace pace = new LayerPace(CONFIG, new Layers.All(), 0.5);
    assertThat(pace.of("head.weight")).isEqualTo(1);
    assertThat(pace.of("head.fc1.bias")).isEqualTo(1);
    assertThat(pace.of("norm.bias")).isEqualTo(1);
    assertThat(pace.of("blocks.1.norm1.weight")).isEqualTo(0.5);
    assertThat(pace.of("blocks.0.attn.qkv.weight")).isEqualTo(0.25);
    assertThat(pace.of("cls_token")).isEqualTo(0.125);
    assertThat(pace.of("patch_embed.proj.weight")).isEqualTo(0.125);
  }

  @Test
  void what_comes_before_the_last_blocks_does_not_move() {
    LayerPace pace = new LayerPace(CONFIG, new Layers.Last(1), 0.5);
    assertThat(pace.of("norm.weight")).isEqualTo(1);
    assertThat(pace.of("blocks.1.mlp.fc1.weight")).isEqualTo(0.5);
    assertThat(pace.of("blocks.0.mlp.fc1.weight")).isZero();
    assertThat(pace.of("pos_embed")).isZero();
    assertThat(new LayerPace(CONFIG, new Layers.Last(2), 1).of("pos_embed")).isZero();
    assertThatThrownBy(() -> new LayerPace(CONFIG, new Layers.Last(3), 1))
        .hasMessage("layers last:3 cannot move: the network has 2 blocks");
  }

  @Test
  void layers_are_read_as_they_are_written() {
    for (Layers layers : List.of(new Layers.Head(), new Layers.All(), new Layers.Last(12))) {
      assertThat(Layers.of(layers.toString())).isEqualTo(layers);
    }
    for (String text : List.of("last", "last:", "last:x", "some")) {
      assertThatThrownBy(() -> Layers.of(text)).hasMessageContaining("head, last:N or all");
    }
  }

  @Test
  void the_average_of_the_weights_follows_fast_at_first_and_slowly_later() {
    Parameters parameters =
        new Parameters(new LinkedHashMap<>(Map.of("head.bias", new Tensor(new float[] {0}, 1))));
    MovingAverage average = new MovingAverage(parameters, 0.5);
    parameters.values().get(0)[0] = 1;
    average.follow(1); // keeps min(0.5, 2 / 11)
    assertThat(average.values().get(0)[0]).isCloseTo(9 / 11f, within(1e-6f));
    parameters.values().get(0)[0] = 2;
    average.follow(90); // keeps min(0.5, 91 / 100)
    assertThat(average.values().get(0)[0]).isCloseTo((9 / 11f + 2) / 2, within(1e-6f));
    assertThat(new MovingAverage(parameters, 0).values().get(0))
        .isSameAs(parameters.values().get(0));
  }
}
