package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.SliceSource;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;

class GantryTiltTest {
  private static final ScanOptions RESAMPLE = ScanOptions.DEFAULT.with(TiltHandling.RESAMPLE);
  private static final PatientPoint SPHERE = new PatientPoint(3.1, -2.4, 1.7);

  @TempDir private Path folder;

  /**
   * What a gantry writes that is tilted by 20 degrees: planes turned about the patient's x axis,
   * while the table goes on along z.
   */
  private static VolumeGeometry tilted() {
    double cos = Math.cos(Math.toRadians(20));
    double sin = Math.sin(Math.toRadians(20));
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(0.8, 0, 0),
            new PatientVector(0, 0.6 * cos, 0.6 * sin),
            new PatientVector(0, 0, 2));
    return VolumeGeometry.centered(new GridSize(40, 70, 25), PatientPoint.ORIGIN, axes);
  }

  private void writeSphere(VolumeGeometry geometry) throws IOException {
    CtSeriesWriter writer =
        new CtSeriesWriter(
            new CtIdentity("P", "Phantom^Three", "O", "2.25.1", "2.25.2", "2.25.3"),
            new CtScan("Nodulens", "Scanner", "SOFT", 2, "Tilted", "20000101", "120000"),
            geometry);
    GridSize size = geometry.size();
    for (int k = 0; k < size.slices(); k++) {
      short[] hu = new short[size.pixelsPerSlice()];
      for (int row = 0, at = 0; row < size.rows(); row++) {
        for (int column = 0; column < size.columns(); column++, at++) {
          double mm = geometry.toPatient(new VoxelPoint(column, row, k)).minus(SPHERE).lengthMm();
          hu[at] = (short) Math.rint(-1000 + 1000 * Math.min(1, Math.max(0, 9.5 - mm)));
        }
      }
      writer.write(folder.resolve(k + ".dcm"), k, hu);
    }
  }

  @Test
  void a_tilted_series_is_refused_unless_it_is_to_be_resampled() throws IOException {
    writeSphere(tilted());
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.series()).isEmpty();
    RejectedSeries rejected = scan.rejectedSeries().get(0);
    assertThat(rejected.code()).isEqualTo("gantry-tilt");
    // 24 steps of 2 mm * sin 20 degrees; the writer says that the gantry was not tilted
    assertThat(rejected.detail())
        .isEqualTo(
            "slices are shifted sideways by 16.42 mm in all (a gantry tilted by 20.0 degrees; the"
                + " header says 0.0) in series 2.25.2");
  }

  @Test
  void a_sphere_in_a_tilted_series_is_found_where_it_is() throws IOException {
    writeSphere(tilted());
    CtSeries series = CtSeriesScanner.scan(folder, RESAMPLE).series().get(0);
    assertThat(series.isTilted()).isTrue();
    assertThat(series.geometry().axes().slantDegrees()).isCloseTo(20, within(1e-4));
    SliceSource upright = CtSeriesReader.upright(series);
    VolumeGeometry geometry = upright.geometry();
    assertThat(geometry.axes().isUpright()).isTrue();
    // Planes are as far apart as they are: 2 mm * cos 20 degrees. 16.42 mm more are 28 rows of 0.6.
    assertThat(geometry.spacing().zMm()).isCloseTo(1.8794, within(1e-4));
    assertThat(geometry.size()).isEqualTo(new GridSize(40, 98, 25));
    assertThat(centroid(upright.slices(0, 25)).minus(SPHERE).lengthMm()).isCloseTo(0, within(0.1));
  }

  private static PatientPoint centroid(CtVolume volume) {
    PatientVector sum = new PatientVector(0, 0, 0);
    double weights = 0;
    GridSize size = volume.geometry().size();
    for (int k = 0; k < size.slices(); k++) {
      for (int row = 0, at = 0; row < size.rows(); row++) {
        for (int column = 0; column < size.columns(); column++, at++) {
          short hu = volume.slice(k)[at];
          double weight = hu == CtVolume.PADDING_HU ? 0 : hu + 1000;
          PatientPoint place = volume.geometry().toPatient(new VoxelPoint(column, row, k));
          sum = sum.plus(place.minus(PatientPoint.ORIGIN).times(weight));
          weights += weight;
        }
      }
    }
    return PatientPoint.ORIGIN.plus(sum.times(1 / weights));
  }

  @Test
  void an_upright_series_is_read_as_it_is() throws IOException {
    VolumeGeometry upright = tilted();
    VolumeGeometry straight =
        new VolumeGeometry(upright.size(), upright.origin(), upright.axes().upright());
    writeSphere(straight);
    CtSeries series = CtSeriesScanner.scan(folder, RESAMPLE).series().get(0);
    assertThat(series.isTilted()).isFalse();
    assertThat(CtSeriesReader.upright(series)).isInstanceOf(CtSeriesReader.class);
  }

  @Test
  void one_slice_out_of_line_is_no_tilt() throws IOException {
    for (int k = 0; k < 6; k++) {
      String at = "0\\" + (k == 3 ? 0.4 : 0) + "\\" + k;
      Files.write(
          folder.resolve("s" + k),
          DicomBytes.slice(k, true).text(Tag.IMAGE_POSITION, "DS", at).bytes());
    }
    SeriesScan scan = CtSeriesScanner.scan(folder, RESAMPLE);
    assertThat(scan.rejectedSeries()).hasSize(1);
    assertThat(scan.rejectedSeries().get(0).code()).isEqualTo("uneven-shift");
    assertThat(scan.rejectedSeries().get(0).detail())
        .isEqualTo("a slice lies 0.40 mm to the side of the others in series 1.2.3");
  }

  @Test
  void no_gantry_tilts_by_more_than_45_degrees() throws IOException {
    for (int k = 0; k < 6; k++) {
      String at = "0\\" + 3 * k + "\\" + k;
      Files.write(
          folder.resolve("s" + k),
          DicomBytes.slice(k, true).text(Tag.IMAGE_POSITION, "DS", at).bytes());
    }
    RejectedSeries rejected = CtSeriesScanner.scan(folder, RESAMPLE).rejectedSeries().get(0);
    assertThat(rejected.code()).isEqualTo("uneven-shift");
    assertThat(rejected.detail()).contains("by 72 degrees, more than any gantry");
  }

  @Test
  void the_upright_volume_must_fit_into_memory_beside_the_slices() throws IOException {
    // 128 MiB a slice, by their headers: together more than half of what a series may take.
    long most = Runtime.getRuntime().maxMemory() / 5 * 4;
    int slices = (int) Math.max(2, Math.round(0.6 * most / (128 << 20)));
    for (int z = 0; z < slices; z++) {
      DicomBytes slice = DicomBytes.slice(z, true).number(Tag.ROWS, 8192).number(Tag.COLUMNS, 8192);
      String position = "0\\" + 0.4 * z + "\\" + z;
      slice.text(Tag.IMAGE_POSITION, "DS", position);
      Files.write(folder.resolve("s" + z), slice.bytes());
    }
    CtSeries series = CtSeriesScanner.scan(folder, RESAMPLE).series().get(0);
    assertThatThrownBy(() -> CtSeriesReader.upright(series).slices(0, slices))
        .isInstanceOfSatisfying(
            DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("too-large"));
    assertThatThrownBy(() -> CtSeriesReader.of(series).read())
        .isInstanceOfSatisfying(
            DicomFormatException.class, e -> assertThat(e.code()).isEqualTo("truncated"));
  }
}
