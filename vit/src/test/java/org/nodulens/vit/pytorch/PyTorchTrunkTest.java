package org.nodulens.vit.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nodulens.vit.BlockInput;
import org.nodulens.vit.LastBlock;
import org.nodulens.vit.LinearHead;
import org.nodulens.vit.RandomVit;
import org.nodulens.vit.Trunk;
import org.nodulens.vit.VitConfig;
import org.nodulens.vit.VitWeights;

class PyTorchTrunkTest {
  private static final VitConfig CONFIG = RandomVit.config();
  private static final VitWeights WEIGHTS = RandomVit.weights(CONFIG, 7);

  @Test
  void the_last_block_in_java_gives_what_the_engine_gives() {
    float[] image = RandomVit.gaussian(CONFIG.image().count(), 8);
    float[] inJava;
    try (Trunk trunk = new PyTorchEngine().load(WEIGHTS)) {
      BlockInput x = trunk.blockInputs(List.of(image)).get(0);
      inJava = LinearHead.of(WEIGHTS).apply(new LastBlock(WEIGHTS).forward(x).embedding());
    }
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      VisionTransformer model = VisionTransformer.of(WEIGHTS, manager);
      NDArray pixels = manager.create(image, new Shape(1, 1, 8, 12));
      NDArray embedding = model.embedding(model.blockInput(pixels, Branch.WHOLE), Branch.WHOLE);
      assertThat(inJava).containsExactly(model.outputs(embedding).toFloatArray(), offset(1e-5f));
    }
  }

  @Test
  void a_batch_of_two_gives_the_two_single_results() {
    float[] first = RandomVit.gaussian(CONFIG.image().count(), 9);
    float[] second = RandomVit.gaussian(CONFIG.image().count(), 10);
    try (Trunk trunk = new PyTorchEngine().load(WEIGHTS)) {
      List<BlockInput> both = trunk.blockInputs(List.of(first, second));
      assertThat(both.get(0).values())
          .containsExactly(trunk.blockInputs(List.of(first)).get(0).values(), offset(1e-5f));
      assertThat(both.get(1).values())
          .containsExactly(trunk.blockInputs(List.of(second)).get(0).values(), offset(1e-5f));
    }
  }
}
