package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.volumeio.FormatException;

class SeriesChoiceTest {
  private static final ScanOptions SINGLES = ScanOptions.DEFAULT.withSingleSlices();

  @TempDir private Path folder;

  private void put(String name, DicomBytes slice) throws IOException {
    Files.write(folder.resolve(name), slice.bytes());
  }

  private static DicomBytes thick(double zMm, String uid) {
    return DicomBytes.slice(zMm, true)
        .text(Tag.SERIES_INSTANCE_UID, "UI", uid)
        .text(Tag.SOP_INSTANCE_UID, "UI", uid + "." + Math.round(1000 + zMm))
        .text(Tag.SLICE_THICKNESS, "DS", "3");
  }

  private static SeriesChoice of(String uid) {
    return new SeriesChoice(Optional.of(uid), OptionalInt.empty());
  }

  @Test
  void a_single_slice_is_meant_only_where_there_is_nothing_else() throws IOException {
    put("single", thick(0, "1.1"));
    SeriesScan alone = CtSeriesScanner.scan(folder, SINGLES);
    assertThat(SeriesChoice.ONLY.of(alone, folder).uid()).isEqualTo("1.1");
    for (int z = 0; z < 3; z++) {
      put("s" + z, thick(z, "1.2"));
    }
    SeriesScan both = CtSeriesScanner.scan(folder, SINGLES);
    assertThat(SeriesChoice.ONLY.of(both, folder).uid()).isEqualTo("1.2");
    assertThat(of("1.1").of(both, folder).slices()).hasSize(1);
  }

  @Test
  void several_series_are_named() throws IOException {
    for (int z = 0; z < 3; z++) {
      put("a" + z, thick(z, "1.1"));
      put("b" + z, thick(z, "1.2"));
    }
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThatThrownBy(() -> SeriesChoice.ONLY.of(scan, folder))
        .isInstanceOf(SeveralSeriesException.class)
        .hasMessage(folder + " holds 2 CT series, expected one: 1.1, 1.2");
    assertThat(of("1.2").of(scan, folder).uid()).isEqualTo("1.2");
    assertThatThrownBy(() -> of("1.3").of(scan, folder))
        .isInstanceOf(FormatException.class)
        .hasMessage(folder + " holds no CT series 1.3; it holds 1.1, 1.2");
  }

  @Test
  void of_several_volumes_under_one_uid_a_part_is_chosen() throws IOException {
    for (int z = 0; z < 3; z++) {
      put("a" + z, thick(z, "1.1").text(Tag.CONVOLUTION_KERNEL, "SH", "B30f"));
      put(
          "b" + z,
          thick(z, "1.1")
              .text(Tag.SOP_INSTANCE_UID, "UI", "1.9." + z)
              .text(Tag.CONVOLUTION_KERNEL, "SH", "B70f"));
    }
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThatThrownBy(() -> of("1.1").of(scan, folder))
        .isInstanceOf(SeveralSeriesException.class)
        .hasMessageContaining("1.1 (1 of 2: kernel B30f), 1.1 (2 of 2: kernel B70f)");
    SeriesChoice second = new SeriesChoice(Optional.empty(), OptionalInt.of(2));
    assertThat(second.of(scan, folder).part())
        .hasValueSatisfying(part -> assertThat(part.what()).contains("B70f"));
    SeriesChoice third = new SeriesChoice(Optional.of("1.1"), OptionalInt.of(3));
    assertThatThrownBy(() -> third.of(scan, folder))
        .hasMessageContaining("holds no CT series 1.1 part 3; it holds 1.1 (1 of 2");
  }

  @Test
  void where_the_only_series_was_rejected_its_fault_is_the_message() throws IOException {
    for (double z : new double[] {0, 1, 2, 5}) {
      put("s" + z, thick(z, "1.1"));
    }
    Files.writeString(folder.resolve("notes.txt"), "no image");
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThatThrownBy(() -> SeriesChoice.ONLY.of(scan, folder))
        .hasMessageContaining("a slice is missing");
    assertThatThrownBy(() -> of("1.1").of(scan, folder)).hasMessageContaining("a slice is missing");
    assertThatThrownBy(() -> of("1.2").of(scan, folder))
        .hasMessageContaining("holds no CT series 1.2; of its first file is known: ");
  }
}
