package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapFootprintTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void a_slice_of_512_x_512_takes_a_whole_region_of_1_mebibyte() {
    // 2^19 bytes are half of it, and the array's header comes on top.
    assertThat(HeapFootprint.ofArray(MEBIBYTE / 2, MEBIBYTE)).isEqualTo(MEBIBYTE);
  }

  @Test
  void a_slice_of_1024_x_1024_takes_three() {
    assertThat(HeapFootprint.ofArray(2 * MEBIBYTE, MEBIBYTE)).isEqualTo(3 * MEBIBYTE);
  }

  @Test
  void in_larger_regions_and_without_any_arrays_take_what_they_hold() {
    assertThat(HeapFootprint.ofArray(MEBIBYTE / 2, 8 * MEBIBYTE)).isEqualTo(MEBIBYTE / 2 + 16);
    assertThat(HeapFootprint.ofArray(MEBIBYTE / 2, 0)).isEqualTo(MEBIBYTE / 2 + 16);
  }

  @Test
  void here_an_array_takes_its_size_at_least() {
    assertThat(HeapFootprint.ofArray(1000)).isGreaterThan(1000);
  }
}
