package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers, in every way of writing them. */
class DicomFileFuzzTest {
  static Stream<byte[]> seeds() {
    return SliceSeeds.all();
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_header_is_read_or_refused(byte[] bytes) throws IOException {
    try (DicomInput in = ArrayFeed.input(bytes)) {
      DicomFile file = DicomFile.readHeader(DicomLocation.of(Path.of("fuzzed")), in);
      CtObjects.requireCtVolume(file.attributes());
      for (SliceHeader slice : SliceHeader.allOf(file, new Sharing())) {
        assertThat(slice.plane().normal().lengthMm()).isBetween(0.99, 1.01);
        assertThat(slice.pixels().offset()).isNotNegative();
      }
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }
}
