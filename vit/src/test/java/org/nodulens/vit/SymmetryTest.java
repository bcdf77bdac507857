package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SymmetryTest {
  private static final PixelSize SQUARE = PixelSize.square(2);

  // 1 2
  // 3 4
  private static final float[] IMAGE = {1, 2, 3, 4};

  @Test
  void each_symmetry_does_what_its_name_says() {
    assertThat(Symmetry.FLIP_COLUMNS.apply(IMAGE, SQUARE)).containsExactly(2, 1, 4, 3);
    assertThat(Symmetry.FLIP_ROWS.apply(IMAGE, SQUARE)).containsExactly(3, 4, 1, 2);
    assertThat(Symmetry.HALF_TURN.apply(IMAGE, SQUARE)).containsExactly(4, 3, 2, 1);
    assertThat(Symmetry.TRANSPOSE.apply(IMAGE, SQUARE)).containsExactly(1, 3, 2, 4);
    // clockwise: the left column becomes the top row, read upwards
    assertThat(Symmetry.QUARTER_TURN.apply(IMAGE, SQUARE)).containsExactly(3, 1, 4, 2);
    assertThat(Symmetry.THREE_QUARTER_TURN.apply(IMAGE, SQUARE)).containsExactly(2, 4, 1, 3);
  }

  @Test
  void the_eight_are_all_different() {
    float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assertThat(
            Stream.of(Symmetry.values())
                .map(symmetry -> Arrays.toString(symmetry.apply(image, PixelSize.square(3)))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void the_inverse_turns_back_oblong_images_too(Symmetry symmetry) {
    PixelSize size = new PixelSize(2, 3);
    float[] image = {1, 2, 3, 4, 5, 6};
    PixelSize turned = symmetry.transposes() ? size.transposed() : size;
    float[] back = symmetry.inverse().apply(symmetry.apply(image, size), turned);
    assertThat(back).containsExactly(image);
  }
}
