package org.nodulens.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.vit.Tensor;
import org.nodulens.volumeio.FormatException;

class CheckpointTest {
  private static final Settings SETTINGS =
      FineTuning.fromBackbone(9).settings().with(Setting.PATIENCE, 3);

  @TempDir private Path folder;
  private Checkpoint checkpoint;

  @BeforeEach
  void place() {
    checkpoint = new Checkpoint(folder.resolve("unfinished-training.bin"), "run fold-0");
  }

  private static TrainingState state() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("blocks.0.norm1.bias", new Tensor(new float[] {7}, 1));
    tensors.put("head.weight", new Tensor(new float[] {1, 2}, 1, 2));
    tensors.put("head.bias", new Tensor(new float[] {3}, 1));
    return new TrainingState(
        new Parameters(tensors, name -> name.startsWith("head") ? 1 : 0), SETTINGS);
  }

  /** One step and one epoch, with a validation loss of its own. */
  private static void go(TrainingState state, double validationLoss) {
    List<float[]> gradients =
        List.of(new float[0], new float[] {0.1f, -0.3f}, new float[] {(float) validationLoss});
    state.step(gradients, 1, 0.01);
    state.finished(
        new EpochFigures(
            state.epochs().size(),
            0.5,
            0.01,
            Map.of(EpochFigures.VALIDATION_LOSS, validationLoss)));
  }

  @Test
  void a_state_written_is_the_state_that_goes_on() throws IOException {
    TrainingState through = state();
    go(through, 0.7);
    go(through, 0.9);
    checkpoint.write(through);
    TrainingState resumed = state();
    assertThat(checkpoint.resume(resumed)).isTrue();
    assertThat(resumed.epochs()).isEqualTo(through.epochs());
    assertThat(resumed.steps()).isEqualTo(2);
    go(through, 0.8);
    go(resumed, 0.8);
    assertThat(resumed.bestEpoch()).isEqualTo(1);
    for (int p = 0; p < 3; p++) {
      assertThat(resumed.parameters().values().get(p))
          .isEqualTo(through.parameters().values().get(p));
      assertThat(resumed.predicting().get(p)).isEqualTo(through.predicting().get(p));
      assertThat(resumed.kept().get(p)).isEqualTo(through.kept().get(p));
    }
    assertThat(resumed.kept().get(1)).isNotEqualTo(resumed.predicting().get(1));
  }

  @Test
  void training_stops_when_patience_is_over() {
    TrainingState state = state();
    for (double loss : new double[] {0.7, 0.6, 0.8, 0.6}) {
      go(state, loss);
      assertThat(state.stopped()).isFalse();
    }
    go(state, 0.9);
    assertThat(state.stopped()).isTrue(); // three epochs after the second
    assertThat(state.bestEpoch()).isEqualTo(2);
  }

  @Test
  void without_a_file_there_is_nothing_to_resume() throws IOException {
    assertThat(checkpoint.resume(state())).isFalse();
  }

  /** On Linux /dev/full takes no byte, as a full disk. */
  @Test
  void a_full_disk_keeps_the_last_good_checkpoint() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    TrainingState state = state();
    go(state, 0.7);
    checkpoint.write(state);
    Files.createSymbolicLink(folder.resolve("unfinished-training.bin.aside"), Path.of("/dev/full"));
    go(state, 0.6);
    assertThatThrownBy(() -> checkpoint.write(state))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write checkpoint")
        .hasMessageContaining("after epoch 2")
        .hasMessageContaining("the last good one stays");
    TrainingState resumed = state();
    assertThat(checkpoint.resume(resumed)).isTrue();
    assertThat(resumed.epochs()).hasSize(1);
  }

  @Test
  void a_damaged_checkpoint_is_refused_wherever_the_damage_is() throws IOException {
    TrainingState state = state();
    go(state, 0.7);
    checkpoint.write(state);
    byte[] good = Files.readAllBytes(checkpoint.file());
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(checkpoint.file(), bad);
      assertThatThrownBy(() -> checkpoint.resume(state())).isInstanceOf(FormatException.class);
      Files.write(checkpoint.file(), Arrays.copyOf(good, at));
      assertThatThrownBy(() -> checkpoint.resume(state())).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void a_checkpoint_of_another_training_is_refused() throws IOException {
    TrainingState state = state();
    go(state, 0.7);
    checkpoint.write(state);
    assertThatThrownBy(() -> new Checkpoint(checkpoint.file(), "run fold-1").resume(state()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("of another training");
  }
}
