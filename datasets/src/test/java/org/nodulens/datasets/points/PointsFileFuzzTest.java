package org.nodulens.datasets.points;

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
import org.nodulens.ct.PatientPoint;
import org.nodulens.datasets.MadeUpScan;
import org.nodulens.volumeio.FormatException;

/** Tables of points. */
class PointsFileFuzzTest {
  @TempDir private Path folder;

  static Stream<byte[]> tables() {
    return Stream.of(
            "series_uid,x_mm,y_mm,z_mm\n1.2.3,-4.5,1e2,+.5\n",
            "\uFEFFpath,column,row,slice,point_id,patient_id,diameter_mm,label_a,label_b\r\n"
                + "a/b.nii.gz,1,2,3,\"left, \"\"upper\"\"\",P1,4.5,x,\r\n\r\n",
            "series_uid;x_mm;y_mm;z_mm\n1;2;3;4\n",
            "series_uid,center_x_mm,center_y_mm,center_z_mm,note\ns,1,2,3,\"\"\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("tables")
  @FuzzTest
  void a_table_is_read_or_refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("points.csv"), bytes);
    try {
      PointTable points = PointsFile.read(file).points();
      points.rowsByScan().values().stream()
          .flatMap(List::stream)
          .forEach(row -> check(row, points));
    } catch (FormatException e) {
      assertThat(e.reason()).startsWith(file.toString());
    }
  }

  private static void check(PointRow row, PointTable points) {
    assertThat(row.labels()).hasSameSizeAs(points.labels());
    assertThat(row.id()).isNotEmpty().doesNotMatch("=.+").doesNotContain("\n");
    PatientPoint center = row.place().in(MadeUpScan.GEOMETRY);
    if (!MadeUpScan.GEOMETRY.contains(center)) {
      assertThat(row.place().outside(MadeUpScan.GEOMETRY)).contains("lies outside the volume");
    }
  }
}
