package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Segmentations: bits and fractions, as they are, deflated and in run lengths. */
class SegmentationFuzzTest {
  private static final int[] CROSS = {0, 1, 0, 1, 1, 1, 0, 1, 0};

  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    byte[] runs = new byte[66];
    runs[0] = 1;
    runs[4] = 64;
    runs[64] = -8;
    runs[65] = 100;
    return Stream.of(
        frames(SegmentationBytes.binary(true)).bytes(),
        frames(SegmentationBytes.binary(false)).bytes(),
        frames(SegmentationBytes.binary(true)).object().deflatedBytes(),
        frames(SegmentationBytes.fractional()).bytes(),
        frames(SegmentationBytes.fractional())
            .object()
            .encapsulated(new byte[0], runs, runs, runs)
            .transferSyntax("1.2.840.10008.1.2.5")
            .bytes());
  }

  private static SegmentationBytes frames(SegmentationBytes bytes) {
    return bytes
        .segment(1, "GTV-1")
        .segment(2, "Lung")
        .frame(1, 4, CROSS)
        .frame(2, 0, CROSS)
        .frame(1, 2, CROSS);
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_segmentation_is_read_or_refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("fuzzed"), bytes);
    try {
      Segmentation segmentation = Segmentation.read(DicomLocation.of(file));
      Set<Integer> all =
          segmentation.segments().stream().map(Segment::number).collect(Collectors.toSet());
      int slices = segmentation.grid().size().slices();
      segmentation.read(all, frame -> assertThat(frame.slice()).isBetween(0, slices - 1));
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }
}
