package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.CtVolume;

class HuConversionTest {
  private static final PixelFormat TWELVE_BITS = new PixelFormat(16, 12, 11, false);
  private static final PixelFormat SIGNED = new PixelFormat(16, 16, 15, true);

  private static HuRule rule(PixelFormat format, PixelPadding padding, double intercept) {
    return new HuRule(format, padding, new ModalityRescale(1, intercept));
  }

  private static PixelPadding padding(int value) {
    return new PixelPadding(value, value);
  }

  /** All samples that there are. */
  private static short[] samples(PixelFormat format) {
    short[] samples = new short[1 << format.bitsAllocated()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) i;
    }
    return samples;
  }

  static List<HuRule> rules() {
    List<HuRule> rules = new ArrayList<>();
    for (int allocated : new int[] {8, 16}) {
      for (int stored = 1; stored <= allocated; stored++) {
        for (boolean signed : new boolean[] {false, true}) {
          PixelFormat format = new PixelFormat(allocated, stored, stored - 1, signed);
          for (int intercept : new int[] {-32768, -32767, -8192, -1024, -1, 0, 1, 1024, 32767}) {
            for (int value : new int[] {-32768, -2000, -1, 0, 1, 255, 4095, 32767, 63536, 65535}) {
              rules.add(rule(format, padding(value), intercept));
            }
            rules.add(rule(format, PixelPadding.NONE, intercept));
          }
        }
      }
    }
    return rules;
  }

  @Test
  void whatever_the_bits_the_padding_and_the_intercept_shifted_values_are_those_of_the_rule() {
    int shifted = 0;
    for (HuRule rule : rules()) {
      if (ShiftedHu.fits(rule)) {
        short[] samples = samples(rule.format());
        short[] expected = samples.clone();
        new HuTable(rule).apply(expected);
        new ShiftedHu(rule).apply(samples);
        assertThat(samples).as(rule.toString()).isEqualTo(expected);
        shifted++;
      }
    }
    assertThat(shifted).isGreaterThan(1000);
  }

  static List<HuRule> ordinary() {
    return List.of(
        rule(TWELVE_BITS, PixelPadding.NONE, -1024),
        rule(TWELVE_BITS, padding(0), -1024),
        rule(new PixelFormat(16, 16, 15, false), PixelPadding.NONE, -1024),
        rule(SIGNED, PixelPadding.NONE, 0),
        rule(SIGNED, padding(-2000), -1024),
        rule(SIGNED, padding(-32768), -1024));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void what_scanners_write_is_shifted(HuRule rule) {
    assertThat(HuConversion.of(rule)).isInstanceOf(ShiftedHu.class);
  }

  static List<HuRule> odd() {
    return List.of(
        new HuRule(TWELVE_BITS, PixelPadding.NONE, new ModalityRescale(1.5, -1024)),
        rule(TWELVE_BITS, PixelPadding.NONE, -1024.5),
        rule(TWELVE_BITS, PixelPadding.NONE, 1e9),
        rule(TWELVE_BITS, new PixelPadding(0, 3), -1024),
        rule(TWELVE_BITS, padding(-2000), -1024),
        rule(new PixelFormat(16, 12, 15, false), PixelPadding.NONE, -1024));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void all_else_is_looked_up(HuRule rule) {
    assertThat(HuConversion.of(rule)).isInstanceOf(HuTable.class);
  }

  @Test
  void padding_and_what_does_not_fit_is_padding_in_hu() {
    // -1024 - 31744 is -32768, which stands for padding; one less does not fit int16.
    short[] samples = {-2000, -1024, 1064, -31743, -31744, -31745, -32768};
    HuConversion.of(rule(SIGNED, padding(-2000), -1024)).apply(samples);
    short none = CtVolume.PADDING_HU;
    assertThat(samples).containsExactly(none, -2048, 40, -32767, none, none, none);
  }
}
