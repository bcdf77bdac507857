package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Encapsulated values; their length decides how many frames are promised. */
class FragmentsFuzzTest {
  private static final int MOST = 1 << 20;

  static Stream<byte[]> seeds() {
    byte[] start = {(byte) 0xFF, (byte) 0xD8, 1, 2};
    byte[] more = {3, 4};
    return Stream.of(
        FragmentsTest.valueBytes(new byte[0], start),
        FragmentsTest.valueBytes(new byte[0], more, more),
        FragmentsTest.valueBytes(FragmentsTest.table(0, 12), start, more),
        FragmentsTest.valueBytes(FragmentsTest.table(0, 13), start, more, start));
  }

  @MethodSource("seeds")
  @FuzzTest
  void fragments_lie_in_the_value_or_it_is_refused(byte[] value) throws IOException {
    int frames = 1 + value.length % 5;
    try (DicomInput in = ArrayFeed.input(value)) {
      long[][] byFrame = Fragments.index(in, frames);
      assertThat(byFrame).hasNumberOfRows(frames);
      long end = 0;
      for (long[] fragments : byFrame) {
        assertThat(fragments).isNotEmpty();
        for (int i = 0; i < fragments.length; i += 2) {
          assertThat(fragments[i]).isGreaterThanOrEqualTo(end);
          end = fragments[i] + fragments[i + 1];
          assertThat(end).isLessThanOrEqualTo(value.length);
        }
      }
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }

  @MethodSource("seeds")
  @FuzzTest
  void joined_fragments_are_shorter_than_the_value(byte[] value) throws IOException {
    try (DicomInput in = ArrayFeed.input(value)) {
      assertThat(Fragments.join(in, MOST).remaining()).isLessThan(value.length);
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }
}
