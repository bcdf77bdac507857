package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;

/** Series in any orientation, written and read back. */
class ObliqueSeriesTest {
  /** Decimal strings have at most 16 characters: ten decimal places. */
  private static final double WRITTEN_MM = 1e-6;

  @TempDir private Path temporary;

  @Test
  void a_series_in_any_orientation_comes_back_where_it_was() throws IOException {
    Random random = new Random(23);
    for (int trial = 0; trial < 60; trial++) {
      VolumeGeometry written = oblique(random);
      VolumeGeometry read = read(write(written, "t" + trial, random)).geometry();
      assertThat(read.size()).isEqualTo(written.size());
      for (PatientPoint corner : written.corners()) {
        VoxelPoint voxel = written.toVoxel(corner);
        assertThat(read.toPatient(voxel).minus(corner).lengthMm())
            .as("trial %d, corner %s", trial, corner)
            .isCloseTo(0, within(WRITTEN_MM));
      }
    }
  }

  @Test
  void a_point_goes_to_its_voxel_and_back_in_any_series() throws IOException {
    Random random = new Random(29);
    for (int trial = 0; trial < 20; trial++) {
      VolumeGeometry geometry = read(write(oblique(random), "t" + trial, random)).geometry();
      for (int i = 0; i < 100; i++) {
        PatientPoint point = PatientPoint.ORIGIN.plus(direction(random).times(400));
        PatientPoint back = geometry.toPatient(geometry.toVoxel(point));
        assertThat(back.minus(point).lengthMm()).isCloseTo(0, within(1e-6));
      }
    }
  }

  @Test
  void slices_ascend_along_row_times_column_direction_whatever_the_files_are_called()
      throws IOException {
    Random random = new Random(31);
    for (int trial = 0; trial < 20; trial++) {
      VolumeGeometry written = oblique(random);
      CtSeries series = read(write(written, "a" + trial, random));
      CtSeries again = read(write(written, "b" + trial, random));
      assertThat(again.geometry()).isEqualTo(series.geometry());
      assertThat(again.slices()).extracting(SliceHeader::sopUid).isEqualTo(sopUids(series));
      VoxelAxes axes = series.geometry().axes();
      assertThat(axes.column().cross(axes.row()).dot(axes.slice())).isPositive();
      CtVolume volume = CtSeriesReader.of(series).read();
      for (int k = 0; k < written.size().slices(); k++) {
        assertThat(volume.hu(new VoxelIndex(0, 0, k))).isEqualTo((short) (10 * k));
      }
    }
  }

  private static List<String> sopUids(CtSeries series) {
    return series.slices().stream().map(SliceHeader::sopUid).toList();
  }

  @ParameterizedTest
  @CsvSource({
    // head first and feet first, on the back and on the belly: rows may run to the patient's right
    // and columns to the front, but the patient's own axes stay where they are
    "1, 0, 0, 0, 1, 0, axial",
    "-1, 0, 0, 0, -1, 0, axial",
    "-1, 0, 0, 0, 1, 0, axial",
    "1, 0, 0, 0, 0, -1, coronal",
    "0, 1, 0, 0, 0, -1, sagittal",
  })
  void the_usual_orientations_are_known(
      double a, double b, double c, double d, double e, double f, String name) throws IOException {
    PatientVector row = new PatientVector(a, b, c);
    PatientVector column = new PatientVector(d, e, f);
    VoxelAxes axes = new VoxelAxes(row.times(0.5), column.times(2), row.cross(column).times(1.25));
    VolumeGeometry written =
        new VolumeGeometry(new GridSize(4, 3, 5), new PatientPoint(-20, 30, -400), axes);
    CtSeries series = read(write(written, name, new Random(1)));
    assertThat(series.geometry()).isEqualTo(written);
    assertThat(series.slices().get(0).plane().orientationName()).isEqualTo(name);
  }

  /** Unequal pixels, slices that overlap or leave room, turned anyhow. */
  private static VolumeGeometry oblique(Random random) {
    PatientVector row = direction(random);
    PatientVector normal = row.cross(direction(random)).unit();
    PatientVector column = normal.cross(row);
    VoxelAxes axes =
        new VoxelAxes(
            row.times(0.4 + random.nextDouble()),
            column.times(0.4 + random.nextDouble()),
            row.cross(column).unit().times(0.5 + 5 * random.nextDouble()));
    GridSize size =
        new GridSize(2 + random.nextInt(5), 2 + random.nextInt(5), 2 + random.nextInt(12));
    return new VolumeGeometry(size, PatientPoint.ORIGIN.plus(direction(random).times(500)), axes);
  }

  private static PatientVector direction(Random random) {
    return new PatientVector(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
        .unit();
  }

  /** Slice k holds 10 k HU; names are drawn. */
  private Path write(VolumeGeometry geometry, String name, Random random) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P", "Phantom^Two", "O", "2.25.1", "2.25.2", "2.25.3"),
            new CtScan("Nodulens", "Scanner", "SOFT", 1, "Oblique", "20000101", "120000"),
            geometry);
    List<Integer> names = new ArrayList<>();
    for (int k = 0; k < geometry.size().slices(); k++) {
      names.add(k);
    }
    Collections.shuffle(names, random);
    for (int k = 0; k < geometry.size().slices(); k++) {
      short[] hu = new short[geometry.size().pixelsPerSlice()];
      Arrays.fill(hu, (short) (10 * k));
      writer.write(folder.resolve(names.get(k) + ".dcm"), k, hu);
    }
    return folder;
  }

  private static CtSeries read(Path folder) throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).isEmpty();
    assertThat(scan.series()).hasSize(1);
    return scan.series().get(0);
  }
}
