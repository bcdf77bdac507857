package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
  /** An engine that runs, or does not. */
  private record Given(String id, Optional<String> fault) implements TrunkEngine {
    @Override
    public String name() {
      return id;
    }

    @Override
    public TrunkEngine with(TrunkSettings settings) {
      if (settings.precision() != Precision.FP32) {
        throw new IllegalArgumentException(id + " has no " + settings.precision().id());
      }
      return this;
    }

    @Override
    public Trunk load(VitWeights weights) {
      throw new AssertionError("not asked for");
    }
  }

  private static final TrunkEngine BROKEN = new Given("broken", Optional.of("no library"));
  private static final TrunkEngine SOUND = new Given("sound", Optional.empty());

  @Test
  void onnx_runtime_comes_before_pytorch() {
    assertThat(EngineChoice.all().stream().map(TrunkEngine::id))
        .containsExactly("onnxruntime", "pytorch");
    assertThat(EngineChoice.first(TrunkSettings.DEFAULT).engine().name()).isEqualTo("onnxruntime");
    assertThat(EngineChoice.first(TrunkSettings.DEFAULT).passedOver()).isEmpty();
  }

  @Test
  void the_next_engine_stands_in_for_one_that_does_not_load_and_a_line_says_so() {
    EngineChoice choice = EngineChoice.firstOf(List.of(BROKEN, SOUND), TrunkSettings.DEFAULT);
    assertThat(choice.engine()).isEqualTo(SOUND);
    assertThat(choice.passedOver()).containsExactly("engine broken cannot run here: no library");
  }

  @Test
  void without_any_engine_each_says_why() {
    assertThatThrownBy(() -> EngineChoice.firstOf(List.of(BROKEN), TrunkSettings.DEFAULT))
        .isInstanceOf(NoEngineException.class)
        .hasMessage("no engine can run here: engine broken cannot run here: no library");
    var cheaper = new TrunkSettings(Precision.INT8, Device.CPU);
    assertThatThrownBy(() -> EngineChoice.firstOf(List.of(SOUND), cheaper))
        .isInstanceOf(NoEngineException.class)
        .hasMessageContaining("sound has no int8");
    assertThatThrownBy(() -> EngineChoice.firstOf(List.of(), TrunkSettings.DEFAULT))
        .hasMessageContaining("add ONNX Runtime");
  }

  @Test
  void an_engine_is_found_by_its_name_alone() {
    assertThat(EngineChoice.named("pytorch", TrunkSettings.DEFAULT).engine().name())
        .isEqualTo("pytorch");
    assertThatThrownBy(() -> EngineChoice.named("tensorflow", TrunkSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no engine is called tensorflow; there are [onnxruntime, pytorch]");
  }

  @Test
  void without_a_card_cuda_says_what_to_add() {
    var onCard = new TrunkSettings(Precision.FP32, Device.CUDA);
    assertThatThrownBy(() -> EngineChoice.first(onCard))
        .isInstanceOf(NoEngineException.class)
        .hasMessageContaining("engine onnxruntime cuda cannot run here")
        .hasMessageContaining("onnxruntime_gpu")
        .hasMessageContaining("engine pytorch cuda cannot run here");
  }
}
