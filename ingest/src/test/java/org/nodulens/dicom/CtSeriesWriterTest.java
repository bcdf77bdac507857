package org.nodulens.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelSpacing;

class CtSeriesWriterTest {
  private static final VolumeGeometry GEOMETRY =
      new VolumeGeometry(
          new GridSize(3, 2, 3),
          new PatientPoint(-134.6489, -130.25, -71.25),
          VoxelAxes.alongPatient(new VoxelSpacing(0.7031, 0.7031, 1.25)));

  @TempDir private Path folder;

  private final CtSeriesWriter writer =
      new CtSeriesWriter(
          new CtIdentity("P-1", "Phantom^One", "O", "2.25.1", "2.25.12", "2.25.3"),
          new CtScan("Nodulens", "Scanner A", "SHARP", 1.25, "Phantom", "20000101", "120000"),
          GEOMETRY);

  private Path write(int slice, int... hu) throws IOException {
    short[] pixels = new short[hu.length];
    for (int i = 0; i < hu.length; i++) {
      pixels[i] = (short) hu[i];
    }
    Path file = folder.resolve(writer.instanceNumber(slice) + ".dcm");
    writer.write(file, slice, pixels);
    return file;
  }

  private List<Path> writeThree() throws IOException {
    return List.of(
        write(0, -1024, -850, 0, 40, 700, 3071),
        write(1, 1, 2, 3, 4, 5, 6),
        write(2, -1, -2, -3, -4, -5, -6));
  }

  @Test
  void what_was_written_is_read_bit_for_bit_and_where_it_was() throws IOException {
    writeThree();
    SeriesScan scan = CtSeriesScanner.scan(folder);
    assertThat(scan.rejectedFiles()).isEmpty();
    CtSeries series = scan.series().get(0);
    assertThat(series.patientId()).isEqualTo("P-1");
    assertThat(series.uid()).isEqualTo("2.25.12");
    assertThat(series.geometry()).isEqualTo(GEOMETRY);
    assertThat(series.slices())
        .extracting(SliceHeader::sopUid)
        .containsExactly(writer.sopUid(0), writer.sopUid(1), writer.sopUid(2));
    CtVolume volume = CtSeriesReader.of(series).read();
    assertThat(volume.slice(0)).containsExactly(-1024, -850, 0, 40, 700, 3071);
    assertThat(volume.slice(1)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(volume.slice(2)).containsExactly(-1, -2, -3, -4, -5, -6);
  }

  @Test
  void what_twelve_bits_do_not_hold_is_clipped() throws IOException {
    writeThree();
    write(1, -2000, 4000, -1025, 3072, Short.MIN_VALUE, Short.MAX_VALUE);
    CtVolume volume = CtSeriesReader.of(CtSeriesScanner.scan(folder).series().get(0)).read();
    assertThat(volume.slice(1)).containsExactly(-1024, 3071, -1024, 3071, -1024, 3071);
  }

  @Test
  void dciodvfy_finds_no_error() throws IOException, InterruptedException {
    assumeThat(onPath("dciodvfy")).as("dciodvfy (dicom3tools) is not installed").isTrue();
    for (Path file : writeThree()) {
      assertThat(dciodvfy(file)).contains("CTImage").doesNotContain("Error");
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String dciodvfy(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return said;
  }

  @Test
  void odd_values_are_padded_uids_with_zero_and_text_with_a_space() {
    byte[] uid = new DicomDataSet().text(WrittenAttribute.SOP_INSTANCE_UID, "1.2").encoded();
    // (0008,0018) UI, 4 bytes, "1.2" and a zero
    assertThat(uid).containsExactly(8, 0, 0x18, 0, 'U', 'I', 4, 0, '1', '.', '2', 0);
    byte[] text = new DicomDataSet().text(WrittenAttribute.MODALITY, "CTX").encoded();
    assertThat(text).containsExactly(8, 0, 0x60, 0, 'C', 'S', 4, 0, 'C', 'T', 'X', ' ');
  }

  @Test
  void a_sequence_is_items_with_their_lengths() {
    DicomDataSet item =
        new DicomDataSet().text(WrittenAttribute.REFERENCED_SOP_INSTANCE_UID, "1.23");
    byte[] bytes =
        new DicomDataSet()
            .items(WrittenAttribute.REFERENCED_IMAGE_SEQUENCE, List.of(item))
            .encoded();
    assertThat(bytes)
        .startsWith(8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, 20, 0, 0, 0)
        .containsSequence(0xFE, 0xFF, 0x00, 0xE0, 12, 0, 0, 0)
        .endsWith(8, 0, 0x55, 0x11, 'U', 'I', 4, 0, '1', '.', '2', '3');
  }

  @Test
  void decimal_strings_have_at_most_sixteen_characters() {
    assertThat(DicomDataSet.decimal(-0.0)).isEqualTo("0");
    assertThat(DicomDataSet.decimal(100)).isEqualTo("100");
    assertThat(DicomDataSet.decimal(-134.64890000000003)).isEqualTo("-134.6489");
    assertThat(DicomDataSet.decimal(-12345678901.123457)).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void text_that_breaks_its_representation_is_refused() {
    assertThatThrownBy(() -> new DicomDataSet().text(WrittenAttribute.MODALITY, "x".repeat(17)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MODALITY (0008,0060) cannot be 'xxxxxxxxxxxxxxxxx'");
    assertThatThrownBy(() -> new DicomDataSet().text(WrittenAttribute.PATIENT_ID, "a\\b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_same_name_always_has_the_same_uid() {
    assertThat(DicomUid.ofName("a")).isEqualTo(DicomUid.ofName("a")).startsWith("2.25.");
    assertThat(DicomUid.ofName("b")).isNotEqualTo(DicomUid.ofName("a"));
    assertThat(DicomUid.ofName("nodulens implementation")).hasSizeLessThanOrEqualTo(64);
  }
}
