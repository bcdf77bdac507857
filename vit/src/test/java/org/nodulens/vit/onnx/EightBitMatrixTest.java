package org.nodulens.vit.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nodulens.vit.Tensor;

class EightBitMatrixTest {
  @Test
  void each_row_has_its_own_scale_and_the_codes_lie_transposed() {
    // rows (127, -1, 64), (0, 0, 0), (2.54, -2.54, 0.5): scales 1, 0, 0.02
    Tensor weight = new Tensor(new float[] {127, -1, 64, 0, 0, 0, 2.54f, -2.54f, 0.5f}, 3, 3);
    EightBitMatrix matrix = EightBitMatrix.of(weight);
    assertThat(matrix.scales()).containsExactly(1, 0, 0.02f);
    assertThat(matrix.codes()).containsExactly(127, 0, 127, -1, 0, -127, 64, 0, 25);
  }
}
