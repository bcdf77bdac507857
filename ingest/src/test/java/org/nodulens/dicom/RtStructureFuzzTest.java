package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Structure sets, explicit, implicit and deflated. */
class RtStructureFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(written(true).bytes(), written(false).bytes(), written(true).deflatedBytes());
  }

  private static DicomBytes written(boolean explicit) {
    StructureBytes bytes = new StructureBytes(explicit);
    return bytes
        .roi(1, "GTV-1", bytes.triangle(), bytes.contour("POINT", "1.5\\-2e1\\3"))
        .contours(5, bytes.triangle())
        .object();
  }

  @MethodSource("seeds")
  @FuzzTest
  void a_structure_set_is_read_or_refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("fuzzed"), bytes);
    try {
      for (RtRoi roi : RtStructure.read(DicomLocation.of(file)).rois()) {
        for (RtContour contour : roi.contours()) {
          assertThat(contour.points()).allMatch(point -> Math.abs(point.xMm()) <= 1e6);
        }
      }
    } catch (DicomFormatException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }
}
