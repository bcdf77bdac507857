package org.nodulens.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nodulens.ct.VoxelIndex;

class OutlineAgreementTest {
  @Test
  void three_outlines_are_compared_pair_by_pair() {
    // columns 0 to 3, 2 to 5 and 0 to 1: 2 * 2 / 8, 2 * 2 / 6, 0
    List<MaskOutline> outlines = List.of(columns(0, 3), columns(2, 5), columns(0, 1));
    double expected = (0.5 + 2.0 / 3 + 0) / 3;
    assertThat(OutlineAgreement.meanPairwiseDice(outlines).orElseThrow())
        .isCloseTo(expected, within(1e-12));
    List<boolean[]> masks =
        List.of(
            new boolean[] {true, true, true, true, false, false},
            new boolean[] {false, false, true, true, true, true},
            new boolean[] {true, true, false, false, false, false});
    assertThat(OutlineAgreement.meanPairwiseDiceOfMasks(masks).orElseThrow())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void one_outline_agrees_with_nobody_and_empty_ones_take_no_part() {
    BoxOutline empty = new BoxOutline(Map.of());
    assertThat(OutlineAgreement.meanPairwiseDice(List.of())).isEmpty();
    assertThat(OutlineAgreement.meanPairwiseDice(List.of(columns(0, 3), empty))).isEmpty();
    assertThat(OutlineAgreement.meanPairwiseDice(List.of(columns(0, 3), empty, columns(0, 3))))
        .hasValue(1);
    assertThat(OutlineAgreement.meanPairwiseDiceOfMasks(List.of())).isEmpty();
  }

  private static MaskOutline columns(int first, int last) {
    return MaskOutline.of(
        IntStream.rangeClosed(first, last).mapToObj(c -> new VoxelIndex(c, 1, 2)).toList());
  }
}
