package org.nodulens.vit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatchShiftTest {
  @Test
  void one_shift_is_none() {
    assertThat(PatchShift.all(1, PixelSize.square(8))).containsExactly(PatchShift.NONE);
  }

  @Test
  void two_shifts_lie_a_quarter_of_a_patch_to_either_side() {
    // (0 - 1/2) / 2 = -1/4 of 8 rows is -2 pixels, of 4 columns -1 pixel
    assertThat(PatchShift.all(2, new PixelSize(8, 4)))
        .isEqualTo(
            List.of(
                new PatchShift(0, 0, -2, -1),
                new PatchShift(0, 1, -2, 1),
                new PatchShift(1, 0, 2, -1),
                new PatchShift(1, 1, 2, 1)));
  }

  @Test
  void the_middle_one_of_three_stays_where_it_is() {
    // (0 - 1) / 3 = -1/3 of a patch of 6 pixels
    assertThat(PatchShift.all(3, PixelSize.square(6)))
        .hasSize(9)
        .contains(new PatchShift(1, 1, 0, 0), new PatchShift(0, 2, -2, 2));
  }
}
