package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;

/** Files that ITK and NiBabel wrote, voxel by voxel where these programs themselves put them. */
class OtherProgramsVolumesTest {
  /** Affines are float32 there; the farthest coordinate is 333 mm: 333 * 2^-24 = 2e-5 mm. */
  private static final double FLOAT32_MM = 1e-4;

  /** A file of theirs. */
  static Path file(String name) {
    URL url = OtherProgramsVolumesTest.class.getResource("others/" + name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, List<CSVRecord>> files() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    Map<String, List<CSVRecord>> files = new TreeMap<>();
    try (CSVParser table = CSVParser.parse(file("voxels.csv"), StandardCharsets.UTF_8, format)) {
      for (CSVRecord row : table) {
        files.computeIfAbsent(row.get("file"), f -> new ArrayList<>()).add(row);
      }
    }
    return files;
  }

  static Iterable<Map.Entry<String, List<CSVRecord>>> each() throws IOException {
    return files().entrySet();
  }

  @Test
  void there_are_files_of_both_programs() throws IOException {
    assertThat(files()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("each")
  void every_voxel_is_where_the_other_program_has_it(Map.Entry<String, List<CSVRecord>> file)
      throws IOException {
    CtVolume volume = VolumeFile.read(file(file.getKey()));
    VolumeGeometry geometry = volume.geometry();
    assertThat(file.getValue()).hasSize((int) geometry.size().voxels());
    PatientVector upwards = geometry.axes().column().cross(geometry.axes().row());
    assertThat(upwards.dot(geometry.axes().slice())).isPositive();
    for (CSVRecord row : file.getValue()) {
      PatientPoint point =
          new PatientPoint(number(row, "x_mm"), number(row, "y_mm"), number(row, "z_mm"));
      VoxelIndex voxel = geometry.nearestVoxel(point);
      PatientPoint centre =
          geometry.toPatient(new VoxelPoint(voxel.column(), voxel.row(), voxel.slice()));
      assertThat(centre.minus(point).lengthMm()).isCloseTo(0, within(FLOAT32_MM));
      assertThat(volume.hu(voxel)).isEqualTo(Short.parseShort(row.get("hu")));
    }
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
