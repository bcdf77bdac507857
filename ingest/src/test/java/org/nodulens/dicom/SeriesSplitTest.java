package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several volumes, or parts of them, under one series UID. */
class SeriesSplitTest {
  @TempDir private Path folder;

  private final List<DicomBytes> files = new ArrayList<>();

  @Test
  void two_reconstructions_in_the_same_places_are_two_series() throws IOException {
    for (double z : new double[] {0, 1, 2, 3}) {
      add(z).text(Tag.CONVOLUTION_KERNEL, "SH", "B70f");
      add(z).text(Tag.CONVOLUTION_KERNEL, "SH", "B30f");
    }
    SeriesScan scan = scan();
    assertThat(parts(scan)).containsExactly("1 of 2: kernel B30f", "2 of 2: kernel B70f");
    assertThat(scan.series()).extracting(CtSeries::uid).containsOnly(DicomBytes.SERIES);
    assertThat(scan.series())
        .allSatisfy(series -> assertThat(series.geometry().size().slices()).isEqualTo(4))
        .allSatisfy(
            series ->
                assertThat(series.slices())
                    .extracting(slice -> slice.acquisition().kernel())
                    .containsOnly(series.slices().get(0).acquisition().kernel()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Tag.class,
      names = {
        "IMAGE_TYPE",
        "CONVOLUTION_KERNEL",
        "ACQUISITION_NUMBER",
        "SLICE_THICKNESS",
        "KVP",
        "TEMPORAL_POSITION",
        "TRIGGER_TIME",
        "FRAME_OF_REFERENCE_UID",
        "ACQUISITION_TIME"
      })
  void any_of_the_traits_tells_volumes_apart(Tag trait) throws IOException {
    for (double z : new double[] {0, 1, 2}) {
      for (int value = 9; value <= 11; value++) {
        add(z).text(trait, "LO", Integer.toString(value));
      }
    }
    SeriesScan scan = scan();
    assertThat(scan.series()).hasSize(3);
    // By number: 9 comes before 10.
    assertThat(parts(scan).get(0)).startsWith("1 of 3: ").contains(" 9");
    assertThat(parts(scan).get(2)).startsWith("3 of 3: ").contains(" 11");
  }

  @Test
  void one_even_volume_stays_whole_whatever_differs_in_it() throws IOException {
    for (int k = 0; k < 6; k++) {
      add(k)
          .text(Tag.ACQUISITION_NUMBER, "IS", Integer.toString(k / 2))
          .text(Tag.ACQUISITION_TIME, "TM", "12000" + k);
    }
    SeriesScan scan = scan();
    assertThat(scan.series()).hasSize(1);
    assertThat(scan.series().get(0).part()).isEmpty();
  }

  @Test
  void acquisitions_with_room_between_them_are_series_of_their_own() throws IOException {
    for (double z : new double[] {0, 1, 2, 3, 4}) {
      add(z).text(Tag.ACQUISITION_NUMBER, "IS", "1");
      add(z - 100).text(Tag.ACQUISITION_NUMBER, "IS", "2");
    }
    assertThat(parts(scan())).containsExactly("1 of 2: acquisition 1", "2 of 2: acquisition 2");
  }

  @Test
  void a_missing_slice_is_not_hidden_by_cutting_the_volume_there() throws IOException {
    // Four slices a turn of the gantry share their time; of the third turn one is missing.
    for (int k = 0; k < 24; k++) {
      if (k != 9) {
        add(k).text(Tag.ACQUISITION_TIME, "TM", Integer.toString(120000 + k / 4));
      }
    }
    assertRejectedWhole("slice-gap");
  }

  @Test
  void slices_that_happen_to_share_a_time_are_no_volume() throws IOException {
    for (int k = 0; k < 20; k++) {
      if (k != 9) {
        int time = 120000 + (k == 3 ? 2 : k);
        add(k).text(Tag.ACQUISITION_TIME, "TM", Integer.toString(time));
      }
    }
    assertRejectedWhole("slice-gap");
  }

  @Test
  void two_traits_are_used_where_one_is_not_enough() throws IOException {
    for (double z : new double[] {0, 1, 2}) {
      for (String kernel : List.of("L", "B")) {
        for (String acquisition : List.of("1", "2")) {
          add(z)
              .text(Tag.CONVOLUTION_KERNEL, "SH", kernel)
              .text(Tag.ACQUISITION_NUMBER, "IS", acquisition);
        }
      }
    }
    assertThat(parts(scan()))
        .containsExactly(
            "1 of 4: kernel B, acquisition 1",
            "2 of 4: kernel B, acquisition 2",
            "3 of 4: kernel L, acquisition 1",
            "4 of 4: kernel L, acquisition 2");
  }

  @Test
  void a_trait_that_would_cut_volumes_in_two_is_passed_over() throws IOException {
    // Each volume was made in two acquisitions that follow upon each other.
    for (int k = 0; k < 8; k++) {
      for (String thickness : List.of("1.5", "3")) {
        add(k)
            .text(Tag.ACQUISITION_NUMBER, "IS", k < 4 ? "1" : "2")
            .text(Tag.SLICE_THICKNESS, "DS", thickness);
      }
    }
    assertThat(parts(scan()))
        .containsExactly("1 of 2: thickness in mm: 1.5", "2 of 2: thickness in mm: 3");
  }

  @Test
  void what_makes_no_volume_is_rejected_and_the_rest_is_kept() throws IOException {
    for (double z : new double[] {0, 1, 2, 3, 5}) {
      add(z).text(Tag.CONVOLUTION_KERNEL, "SH", "B");
    }
    for (double z : new double[] {0, 1, 2}) {
      add(z).text(Tag.CONVOLUTION_KERNEL, "SH", "L");
    }
    SeriesScan scan = scan();
    assertThat(parts(scan)).containsExactly("1 of 1: kernel L");
    assertThat(scan.rejectedSeries()).hasSize(1);
    RejectedSeries rejected = scan.rejectedSeries().get(0);
    assertThat(rejected.code()).isEqualTo("slice-gap");
    assertThat(rejected.slices()).hasSize(5);
    assertThat(rejected.detail()).endsWith("in series 1.2.3; a slice is missing (kernel B)");
  }

  @Test
  void parts_that_are_rejected_alike_are_one_row() throws IOException {
    for (double z : new double[] {0, 1, 2, 3, 4, 5}) {
      add(z).text(Tag.ACQUISITION_NUMBER, "IS", "9");
    }
    for (int i = 1; i <= 3; i++) {
      add(3).text(Tag.ACQUISITION_NUMBER, "IS", Integer.toString(i));
    }
    SeriesScan scan = scan();
    assertThat(parts(scan)).containsExactly("1 of 1: acquisition 9");
    assertThat(scan.rejectedSeries()).hasSize(1);
    assertThat(scan.rejectedSeries().get(0).slices()).hasSize(3);
    assertThat(scan.rejectedSeries().get(0).detail())
        .isEqualTo(
            "one slice is no volume, expected two or more, in series 1.2.3 (acquisition 1);"
                + " 2 more parts alike");
  }

  @Test
  void a_reformat_beside_its_axial_slices_is_a_series_of_its_own() throws IOException {
    for (int k = 0; k < 4; k++) {
      add(k);
      add(50 + k)
          .text(Tag.IMAGE_POSITION, "DS", "-10\\" + 2 * k + "\\5")
          .text(Tag.IMAGE_ORIENTATION, "DS", "1\\0\\0\\0\\0\\-1");
    }
    assertThat(parts(scan()))
        .containsExactly(
            "1 of 2: axial slices of 2 x 2 pixels of 0.500 x 0.500 mm",
            "2 of 2: coronal slices of 2 x 2 pixels of 0.500 x 0.500 mm");
  }

  @Test
  void a_stray_picture_of_another_size_costs_no_series() throws IOException {
    for (int k = 0; k < 4; k++) {
      add(k);
    }
    add(2.5).number(Tag.ROWS, 1).number(Tag.COLUMNS, 4);
    SeriesScan scan = scan();
    assertThat(scan.series().get(0).slices()).hasSize(4);
    assertThat(scan.rejectedSeries())
        .extracting(RejectedSeries::code)
        .containsExactly("single-slice");
  }

  @Test
  void two_slices_in_one_place_that_nothing_tells_apart_are_refused() throws IOException {
    for (int k = 0; k < 4; k++) {
      add(k);
    }
    add(2);
    assertRejectedWhole("duplicate-position");
  }

  @Test
  void tilted_reconstructions_are_told_apart_before_they_are_refused() throws IOException {
    for (int k = 0; k < 4; k++) {
      for (String kernel : List.of("B", "L")) {
        add(k)
            .text(Tag.CONVOLUTION_KERNEL, "SH", kernel)
            .text(Tag.IMAGE_POSITION, "DS", "0\\" + 0.25 * k + "\\" + k);
      }
    }
    SeriesScan refused = scan();
    assertThat(refused.series()).isEmpty();
    assertThat(refused.rejectedSeries()).hasSize(1);
    assertThat(refused.rejectedSeries().get(0).code()).isEqualTo("gantry-tilt");
    assertThat(refused.rejectedSeries().get(0).slices()).hasSize(8);
    SeriesScan taken =
        CtSeriesScanner.scan(folder, ScanOptions.DEFAULT.with(TiltHandling.RESAMPLE));
    assertThat(parts(taken)).containsExactly("1 of 2: kernel B", "2 of 2: kernel L");
    assertThat(taken.series()).allMatch(CtSeries::isTilted);
  }

  @Test
  void every_slice_is_in_one_series_or_one_rejection_whatever_the_order_of_files()
      throws IOException {
    Random random = new Random(41);
    for (int trial = 0; trial < 150; trial++) {
      files.clear();
      int count = 2 + random.nextInt(24);
      for (int i = 0; i < count; i++) {
        add(random.nextInt(8))
            .text(Tag.CONVOLUTION_KERNEL, "SH", "K" + random.nextInt(2))
            .text(Tag.ACQUISITION_NUMBER, "IS", Integer.toString(random.nextInt(3)))
            .text(Tag.ACQUISITION_TIME, "TM", Integer.toString(random.nextInt(4)))
            .number(Tag.ROWS, random.nextInt(6) == 0 ? 1 : 2)
            .pixels(0, 0, 0, 0);
      }
      SeriesScan scan = scan();
      List<String> uids = new ArrayList<>();
      scan.series().forEach(s -> s.slices().forEach(slice -> uids.add(slice.sopUid())));
      scan.rejectedSeries().forEach(s -> s.slices().forEach(slice -> uids.add(slice.sopUid())));
      assertThat(uids).doesNotHaveDuplicates().hasSize(count);
      String summary = summary(scan);
      Collections.shuffle(files, random);
      assertThat(summary(scan())).isEqualTo(summary);
    }
  }

  private static String summary(SeriesScan scan) {
    StringBuilder text = new StringBuilder();
    for (CtSeries series : scan.series()) {
      text.append(series.part()).append(series.geometry());
      series.slices().forEach(slice -> text.append(' ').append(slice.sopUid()));
    }
    for (RejectedSeries series : scan.rejectedSeries()) {
      text.append(series.code()).append(series.detail());
      series.slices().forEach(slice -> text.append(' ').append(slice.sopUid()));
    }
    return text.toString();
  }

  private void assertRejectedWhole(String code) throws IOException {
    SeriesScan scan = scan();
    assertThat(scan.series()).isEmpty();
    assertThat(scan.rejectedSeries()).hasSize(1);
    assertThat(scan.rejectedSeries().get(0).code()).isEqualTo(code);
    assertThat(scan.rejectedSeries().get(0).slices()).hasSize(files.size());
  }

  private static List<String> parts(SeriesScan scan) {
    return scan.series().stream().map(series -> series.part().orElseThrow().toString()).toList();
  }

  /** A slice with a UID of its own. */
  private DicomBytes add(double zMm) {
    DicomBytes slice =
        DicomBytes.slice(zMm, true).text(Tag.SOP_INSTANCE_UID, "UI", "1.9." + files.size());
    files.add(slice);
    return slice;
  }

  /** Writes the files in the order of the list and scans them. */
  private SeriesScan scan() throws IOException {
    try (var old = Files.list(folder)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (int i = 0; i < files.size(); i++) {
      Files.write(folder.resolve(String.format("%04d", i)), files.get(i).bytes());
    }
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).isEmpty();
    return scan;
  }
}
