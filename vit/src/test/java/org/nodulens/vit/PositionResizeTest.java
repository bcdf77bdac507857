package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nodulens.ct.HounsfieldWindow;

class PositionResizeTest {
  @TempDir private Path folder;

  /**
   * Two samples to four: places -0.25, 0.25, 0.75, 1.25. Keys with a = -0.75 at 0.25 weighs the
   * samples -1, 0, 1, 2 with -0.10546875, 0.87890625, 0.26171875, -0.03515625; -1 is 0, 2 is 1.
   */
  @Test
  void plain_bicubic_goes_on_beyond_the_border_with_the_outermost_sample() {
    double[][] weights = PositionResize.BICUBIC.weights(2, 4);
    assertThat(weights[1]).containsExactly(0.7734375, 0.2265625);
    assertThat(weights[2]).containsExactly(0.2265625, 0.7734375);
    // place -0.25 is 1.25 before sample 1: -0.10546875 of that, the rest of 0
    assertThat(weights[0]).containsExactly(1.10546875, -0.10546875);
  }

  /** The step is 4 / 8.1 instead of 4 / 8: the last place is 3.2037 instead of 3.25. */
  @Test
  void dino_steps_by_a_tenth_of_an_output_less() {
    double place = 4 / 8.1 * 7.5 - 0.5;
    double t = place - 3;
    double before = -0.75 * (((1 + t) - 5) * (1 + t) * (1 + t) + 8 * (1 + t) - 4);
    double[] last = PositionResize.DINO.weights(4, 8)[7];
    assertThat(place).isCloseTo(3.2037, offset(1e-4));
    assertThat(last[0]).isZero();
    assertThat(last[1]).isZero();
    assertThat(last[2]).isCloseTo(before, offset(1e-12));
    assertThat(last[3]).isCloseTo(1 - before, offset(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void weights_sum_to_one_and_the_ways_differ(PositionResize resize) {
    for (int outputs : new int[] {1, 2, 5, 14, 37}) {
      for (double[] row : resize.weights(14, outputs)) {
        assertThat(Arrays.stream(row).sum()).isCloseTo(1, offset(1e-12));
      }
    }
    for (PositionResize other : PositionResize.values()) {
      boolean same = Arrays.deepEquals(resize.weights(14, 9), other.weights(14, 9));
      assertThat(same).isEqualTo(resize == other);
    }
    assertThat(PositionResize.ofId(resize.id())).isEqualTo(resize);
  }

  @ParameterizedTest
  @EnumSource
  void a_model_is_run_on_another_size_with_its_positions_resized_in_its_own_way(
      PositionResize resize) throws Exception {
    VitConfig stored = RandomVit.config().withPositionResize(resize);
    VitWeights weights = RandomVit.weights(stored, 5);
    PixelSize run = new PixelSize(16, 20); // a 2 x 3 grid becomes 4 x 5
    ModelFolder.write(folder, description(stored, run), weights);
    VitWeights read = ModelFolder.open(folder).weights();
    assertThat(ModelFolder.open(folder).description().weightsImage()).isEqualTo(stored.image());
    assertThat(read.config()).isEqualTo(stored.withImage(run));
    assertThat(read.tensor("pos_embed").values())
        .containsExactly(weights.resizedTo(run).tensor("pos_embed").values());
    assertThat(Files.readString(folder.resolve("model.json")))
        .contains("\"position_resize\" : \"" + resize.id() + "\"")
        .contains("\"img_size\" : [ 8, 12 ]");
  }

  private static ModelDescription description(VitConfig stored, PixelSize run) {
    InputSpec input =
        new InputSpec(
            HounsfieldWindow.ofRange(-1000, 400),
            List.of(0.25),
            List.of(0.5),
            32,
            run,
            List.of(View.AXIAL),
            List.of(Symmetry.IDENTITY));
    return new ModelDescription(
        stored.withImage(run),
        stored.image(),
        input,
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode(),
        TrainingPatients.NONE);
  }

  @Test
  void another_way_and_an_input_that_patches_do_not_tile_are_refused() throws IOException {
    VitConfig stored = RandomVit.config();
    PixelSize run = new PixelSize(16, 20);
    ModelFolder.write(folder, description(stored, run), RandomVit.weights(stored, 5));
    Path json = folder.resolve("model.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"timm\"", "\"nearest\""));
    assertThatThrownBy(() -> ModelFolder.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("timm, dino or bicubic, not \"nearest\"");
    Files.writeString(json, text.replace("[ 16, 20 ]", "[ 16, 21 ]"));
    assertThatThrownBy(() -> ModelFolder.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("do not tile an image of 16 x 21");
    Files.writeString(json, text.replace("[ 16, 20 ]", "[ 16000, 20000 ]"));
    assertThatThrownBy(() -> ModelFolder.open(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("more than 65536 patches");
  }
}
