package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

class CtSeriesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void slices_come_in_the_order_of_their_positions_not_of_their_names(boolean explicit)
      throws IOException {
    put("a", DicomBytes.slice(5, explicit).pixels(10, 11, 12, 13));
    put("b", DicomBytes.slice(0, explicit).pixels(20, 21, 22, 4095));
    put("c", DicomBytes.slice(2.5, explicit).pixels(30, 31, 32, 33));
    CtSeries series = only();
    assertThat(series.geometry().size()).isEqualTo(new GridSize(2, 2, 3));
    assertThat(series.geometry().origin()).isEqualTo(new PatientPoint(-10, 20, 0));
    assertThat(series.geometry().spacing()).isEqualTo(new VoxelSpacing(0.5, 0.5, 2.5));
    assertThat(series.patientId()).isEqualTo("P1");
    CtVolume volume = CtSeriesReader.of(series).read();
    // stored 21 - 1024, stored 4095 - 1024, stored 32 - 1024
    assertThat(volume.hu(new VoxelIndex(1, 0, 0))).isEqualTo((short) -1003);
    assertThat(volume.hu(new VoxelIndex(1, 1, 0))).isEqualTo((short) 3071);
    assertThat(volume.hu(new VoxelIndex(0, 1, 1))).isEqualTo((short) -992);
  }

  @Test
  void big_endian_and_deflated_slices_are_the_same_slices() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.bigEndianSlice(1));
    Files.write(folder.resolve("c"), DicomBytes.slice(2, true).deflatedBytes());
    CtVolume volume = CtSeriesReader.of(only()).read();
    for (int slice = 0; slice < 3; slice++) {
      assertThat(volume.slice(slice)).containsExactly(-1024, -1023, -1022, -1021);
    }
  }

  @Test
  void big_endian_words_hold_two_small_samples_the_other_way_round() throws IOException {
    DicomBytes slice =
        DicomBytes.bigEndianSlice(0)
            .number(Tag.BITS_ALLOCATED, 8)
            .number(Tag.BITS_STORED, 8)
            .number(Tag.HIGH_BIT, 7);
    // PS3.5 annex D: the first of two samples is the word's less significant byte.
    assertThat(hu(slice.raw(Tag.PIXEL_DATA.number(), "OW", new byte[] {1, 2, 3, 4})))
        .isEqualTo(2 - 1024);
    assertThat(hu(slice.raw(Tag.PIXEL_DATA.number(), "OB", new byte[] {1, 2, 3, 4})))
        .isEqualTo(1 - 1024);
  }

  @Test
  void slices_of_two_patients_make_no_series() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put("b", DicomBytes.slice(1, true).text(Tag.PATIENT_ID, "LO", "P2"));
    RejectedSeries rejected = CtSeriesScanner.scan(folder).rejectedSeries().get(0);
    assertThat(rejected.code()).isEqualTo("mixed-patients");
    assertThat(rejected.slices()).hasSize(2);
    assertThat(rejected.detail()).isEqualTo("slices of several patients in series 1.2.3");
  }

  @Test
  void positions_rounded_to_a_tenth_of_a_millimetre_are_still_even() throws IOException {
    // 0.75 mm apart, rounded: gaps of 0.7 and 0.8 mm, never 0.05 mm off
    for (double z : new double[] {0, 0.8, 1.5, 2.3, 3}) {
      put("s" + z, DicomBytes.slice(z, true));
    }
    assertThat(only().geometry().spacing().zMm()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void each_slice_has_its_own_rescale() throws IOException {
    put("a", DicomBytes.slice(0, true));
    put(
        "b",
        DicomBytes.slice(1, true)
            .text(Tag.RESCALE_SLOPE, "DS", "2.5")
            .text(Tag.RESCALE_INTERCEPT, "DS", "10"));
    CtVolume volume = CtSeriesReader.of(only()).read();
    assertThat(volume.slice(0)).containsExactly(-1024, -1023, -1022, -1021);
    // 10, 12.5 (to even), 15, 17.5 (to even)
    assertThat(volume.slice(1)).containsExactly(10, 12, 15, 18);
  }

  @Test
  void rows_and_columns_follow_the_direction_cosines_and_their_own_spacing() throws IOException {
    // Rows run to the right (-x), columns to the head: the normal, row x column, is posterior.
    for (int i = 0; i < 3; i++) {
      put(
          "s" + i,
          DicomBytes.slice(i, true)
              .text(Tag.IMAGE_POSITION, "DS", "100\\" + (7 + 3 * i) + "\\-50")
              .text(Tag.IMAGE_ORIENTATION, "DS", "-1\\0\\0\\0\\0\\1")
              .text(Tag.PIXEL_SPACING, "DS", "2\\0.5"));
    }
    VolumeGeometry geometry = only().geometry();
    // Pixel Spacing: rows 2 mm apart (along the columns), columns 0.5 mm apart (along the rows).
    assertThat(geometry.axes().column().xMm()).isEqualTo(-0.5);
    assertThat(geometry.axes().row().zMm()).isEqualTo(2);
    assertThat(geometry.axes().slice().yMm()).isEqualTo(3);
    assertThat(geometry.toPatient(new VoxelPoint(1, 1, 2)))
        .isEqualTo(new PatientPoint(99.5, 13, -48));
  }

  @Test
  void an_oblique_series_ascends_along_row_times_column_direction() throws IOException {
    double c = Math.cos(0.4);
    double s = Math.sin(0.4);
    PatientVector normal = new PatientVector(0, -s, c);
    Random random = new Random(3);
    for (int i : new int[] {3, 0, 4, 1, 2}) {
      PatientPoint at = new PatientPoint(1, 2, 3).plus(normal.times(1.5 * i));
      put(
          "s" + random.nextInt(),
          DicomBytes.slice(i, true)
              .text(Tag.IMAGE_POSITION, "DS", numbers(at.xMm(), at.yMm(), at.zMm()))
              .text(Tag.IMAGE_ORIENTATION, "DS", numbers(1, 0, 0, 0, c, s)));
    }
    VolumeGeometry geometry = only().geometry();
    PatientVector upwards = geometry.axes().column().cross(geometry.axes().row());
    assertThat(upwards.dot(geometry.axes().slice())).isPositive();
    assertThat(geometry.spacing().zMm()).isCloseTo(1.5, within(1e-5));
    PatientPoint point = new PatientPoint(1.2, 3.4, 5.6);
    PatientPoint back = geometry.toPatient(geometry.toVoxel(point));
    assertThat(back.minus(point).lengthMm()).isCloseTo(0, within(1e-9));
  }

  private static String numbers(double... values) {
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(text.isEmpty() ? "" : "\\").append(String.format(Locale.ROOT, "%.8f", value));
    }
    return text.toString();
  }

  @Test
  void a_single_slice_is_as_deep_as_it_is_thick_where_that_is_asked_for() throws IOException {
    put("a", DicomBytes.slice(7, true).text(Tag.SLICE_THICKNESS, "DS", "2.5"));
    ScanOptions options = ScanOptions.DEFAULT.withSingleSlices();
    CtSeries series = CtSeriesScanner.scan(folder, options).series().get(0);
    assertThat(series.geometry().size()).isEqualTo(new GridSize(2, 2, 1));
    assertThat(series.geometry().origin()).isEqualTo(new PatientPoint(-10, 20, 7));
    assertThat(series.geometry().spacing()).isEqualTo(new VoxelSpacing(0.5, 0.5, 2.5));
    assertThat(CtSeriesReader.of(series).read().slice(0))
        .containsExactly(-1024, -1023, -1022, -1021);
    put("a", DicomBytes.slice(7, true));
    RejectedSeries rejected = CtSeriesScanner.scan(folder, options).rejectedSeries().get(0);
    assertThat(rejected.code()).isEqualTo("missing-tag");
    assertThat(rejected.detail()).startsWith("Slice Thickness (0018,0050) is missing");
  }

  @Test
  void bits_that_are_not_stored_are_masked_off() throws IOException {
    // 12 bits stored, an overlay in the highest: 0xF123 -> 0x123 = 291; 291 - 1024 = -733
    assertThat(hu(DicomBytes.slice(0, true).pixels(0xF123, 0, 0, 0))).isEqualTo(-733);
  }

  @Test
  void signed_values_keep_their_sign() throws IOException {
    // twelve bits: 0xFFF = -1
    DicomBytes slice =
        DicomBytes.slice(0, true)
            .number(Tag.PIXEL_REPRESENTATION, 1)
            .text(Tag.RESCALE_INTERCEPT, "DS", "0");
    assertThat(hu(slice.pixels(0x0FFF, 0, 0, 0))).isEqualTo(-1);
  }

  @Test
  void eight_bits_are_read() throws IOException {
    DicomBytes slice =
        DicomBytes.slice(0, true)
            .number(Tag.BITS_ALLOCATED, 8)
            .number(Tag.BITS_STORED, 8)
            .number(Tag.HIGH_BIT, 7)
            .raw(Tag.PIXEL_DATA.number(), "OB", new byte[] {(byte) 200, 0, 0, 0});
    assertThat(hu(slice)).isEqualTo(200 - 1024);
  }

  @Test
  void padding_and_what_int16_cannot_hold_are_no_measurement() throws IOException {
    DicomBytes padded =
        DicomBytes.slice(0, true)
            .number(Tag.PIXEL_REPRESENTATION, 1)
            .number(Tag.BITS_STORED, 16)
            .number(Tag.HIGH_BIT, 15)
            .raw(Tag.PIXEL_PADDING_VALUE.number(), "SS", new byte[] {0x30, (byte) 0xF8});
    // 0xF830 = -2000
    assertThat(hu(padded.pixels(0xF830, 0, 0, 0))).isEqualTo(CtVolume.PADDING_HU);
    DicomBytes steep = DicomBytes.slice(0, true).text(Tag.RESCALE_SLOPE, "DS", "100");
    assertThat(hu(steep.pixels(4000, 0, 0, 0))).isEqualTo(CtVolume.PADDING_HU);
  }

  @Test
  void a_padding_range_holds_its_ends() throws IOException {
    DicomBytes slice =
        DicomBytes.slice(0, true)
            .number(Tag.PIXEL_PADDING_VALUE, 10)
            .number(Tag.PIXEL_PADDING_RANGE_LIMIT, 5);
    assertThat(hu(slice.pixels(5, 0, 0, 0))).isEqualTo(CtVolume.PADDING_HU);
    assertThat(hu(slice.pixels(4, 0, 0, 0))).isEqualTo(4 - 1024);
  }

  @Test
  void padding_that_needs_more_bits_than_are_stored_is_found_all_the_same() throws IOException {
    DicomBytes slice =
        DicomBytes.slice(0, true)
            .number(Tag.PIXEL_REPRESENTATION, 1)
            .raw(Tag.PIXEL_PADDING_VALUE.number(), "SS", new byte[] {0x30, (byte) 0xF8});
    // -2000 does not fit twelve signed bits, in which it would read 48.
    assertThat(hu(slice.pixels(0xF830, 0, 0, 0))).isEqualTo(CtVolume.PADDING_HU);
  }

  /** HU of the first pixel. */
  private int hu(DicomBytes slice) throws IOException {
    put("a", slice);
    put("b", DicomBytes.slice(1, true));
    return CtSeriesReader.of(only()).slices(0, 1).slice(0)[0];
  }

  private CtSeries only() throws IOException {
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).isEmpty();
    assertThat(scan.rejectedSeries()).isEmpty();
    assertThat(scan.series()).hasSize(1);
    return scan.series().get(0);
  }

  private void put(String name, DicomBytes slice) throws IOException {
    Files.write(folder.resolve(name), slice.bytes());
  }
}
