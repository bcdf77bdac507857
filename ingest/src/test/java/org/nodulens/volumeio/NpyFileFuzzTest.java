package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** NumPy arrays. */
class NpyFileFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> seeds() {
    byte[] rows = array(new NpyHeader(NpyType.INT16, 2, 1, 3), 12);
    return Stream.of(
        rows,
        array(new NpyHeader(NpyType.FLOAT32), 4),
        array(new NpyHeader(NpyType.FLOAT64, 0, 5), 0),
        array(new NpyHeader(NpyType.UINT8, 3), 3));
  }

  private static byte[] array(NpyHeader header, int dataBytes) {
    byte[] start = header.encode(header.alignedDataOffset());
    return Arrays.copyOf(start, start.length + dataBytes);
  }

  @MethodSource("seeds")
  @FuzzTest
  void an_array_holds_what_its_header_promises_or_is_refused(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("fuzzed.npy"), bytes);
    try {
      NpyFile file = NpyFile.open(path);
      assertThat((long) file.floats().length * file.dtype().bytes()).isLessThan(bytes.length);
      assertThat(file.doubles()).hasSameSizeAs(file.floats());
      if (file.rows() > 0) {
        assertThat(file.row(file.rows() - 1).remaining()).isLessThan(bytes.length);
      }
    } catch (FormatException e) {
      assertThat(e.reason()).contains("fuzzed.npy");
    }
  }
}
