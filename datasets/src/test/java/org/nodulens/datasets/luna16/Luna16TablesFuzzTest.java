package org.nodulens.datasets.luna16;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.datasets.points.PointTable;
import org.nodulens.volumeio.FormatException;

/** LUNA16's tables; the first byte chooses which one is meant. */
class Luna16TablesFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> tables() {
    return Stream.of(
            "0seriesuid,coordX,coordY,coordZ,diameter_mm\n1.2.3,-128.69,-175.3,-298.4,5.65\n",
            "1seriesuid,coordX,coordY,coordZ,class\n1.2.3,-56.08,-67.85,-311.92,0\n1.2.3,1,2,3,1\n",
            "2Series UID,Collection,Subject ID\n1.2.3,LIDC-IDRI,LIDC-IDRI-0001\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("tables")
  @FuzzTest
  void a_table_is_read_or_refused(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    byte[] text = new byte[bytes.length - 1];
    System.arraycopy(bytes, 1, text, 0, text.length);
    Path file = Files.write(folder.resolve("table.csv"), text);
    PointTable points = new PointTable(List.of(Luna16Tables.CLASS_LABEL));
    try {
      switch (bytes[0] % 3) {
        case 0 -> Luna16Tables.addAnnotations(file, points);
        case 1 -> Luna16Tables.addCandidates(file, points);
        default -> assertThat(SeriesPatients.read(file)).doesNotContainValue("");
      }
    } catch (FormatException e) {
      assertThat(e.reason()).startsWith(file.toString());
    }
  }
}
