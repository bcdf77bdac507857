package org.nodulens.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.dicom.DicomFormatException;

class CodingParametersTest {
  @ParameterizedTest
  @CsvSource({
    // precision, NEAR -> T1, T2, T3, RANGE, bits of an error, LIMIT; by T.87 C.2.4.1.1.1 and A.2.1
    "8, 0, 3, 7, 21, 256, 8, 32", // the basic thresholds
    "8, 2, 9, 17, 35, 52, 6, 32", // 3 + 6, 7 + 10, 21 + 14; (255 + 4) / 5 + 1
    "12, 0, 18, 67, 276, 4096, 12, 48", // (4095 + 128) / 256 = 16: 18, 16 * 4 + 3, 16 * 17 + 4
    "16, 0, 18, 67, 276, 65536, 16, 64", // MAXVAL is counted as 4095 at most
    "16, 2, 24, 77, 290, 13108, 14, 64", // (65535 + 4) / 5 + 1
    "10, 0, 6, 19, 72, 1024, 10, 40", // (1023 + 128) / 256 = 4
    "6, 0, 2, 3, 5, 64, 6, 28", // 256 / 64 = 4: max(2, 0), max(3, 1), max(4, 5)
    "2, 0, 2, 3, 3, 4, 2, 20", // T3 of 4 is more than MAXVAL, and becomes T2
    "2, 1, 3, 3, 3, 2, 1, 20", // max(2, 3); max(3, 5) is more than MAXVAL, and becomes T1
  })
  void defaults_are_those_of_the_standard(
      int precision, int near, int t1, int t2, int t3, int range, int errorBits, int longestCode)
      throws DicomFormatException {
    CodingParameters parameters = CodingParameters.of(precision, near, Preset.NONE);
    assertThat(parameters)
        .isEqualTo(new CodingParameters((1 << precision) - 1, near, t1, t2, t3, 64));
    assertThat(parameters.range()).isEqualTo(range);
    assertThat(parameters.errorBits()).isEqualTo(errorBits);
    assertThat(parameters.longestCode()).isEqualTo(longestCode);
  }
}
