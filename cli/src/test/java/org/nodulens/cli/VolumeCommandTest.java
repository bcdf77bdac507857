package org.nodulens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.dicom.CtIdentity;
import org.nodulens.dicom.CtScan;
import org.nodulens.dicom.CtSeriesWriter;
import org.nodulens.volumeio.NpyFile;
import org.nodulens.volumeio.VolumeFile;

class VolumeCommandTest {
  private static final CtScan SCAN =
      new CtScan("Nodulens", "None", "B", 2.5, "hand-made", "20200101", "120000");

  @TempDir private Path folder;
  private Path dicom;
  private Path out;

  @BeforeEach
  void a_coronal_series_of_four_slices() throws IOException {
    dicom = Files.createDirectory(folder.resolve("dicom"));
    out = Files.createDirectory(folder.resolve("out"));
    writeSeries("1.2.3", 4);
  }

  /**
   * Columns to the left 0.5 mm, rows to the feet 0.75 mm, slices to posterior 2.5 mm, from (-100,
   * -50, 30); voxel (i, j, k) has 100 k + 10 j + i - 500 HU.
   */
  private void writeSeries(String uid, int slices) throws IOException {
    writeSeries(uid, slices, new PatientVector(0, 2.5, 0));
  }

  private void writeSeries(String uid, int slices, PatientVector step) throws IOException {
    VoxelAxes axes =
        new VoxelAxes(new PatientVector(0.5, 0, 0), new PatientVector(0, 0, -0.75), step);
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(3, 2, slices), new PatientPoint(-100, -50, 30), axes);
    CtIdentity identity = new CtIdentity("P1", "Made^Up", "O", "1.2", uid, "1.2.9");
    CtSeriesWriter writer = new CtSeriesWriter(identity, SCAN, geometry);
    for (int k = 0; k < slices; k++) {
      short[] hu = new short[6];
      for (int at = 0; at < hu.length; at++) {
        hu[at] = (short) (100 * k + 10 * (at / 3) + at % 3 - 500);
      }
      writer.write(dicom.resolve(uid + "-" + (9 - k) + ".dcm"), k, hu);
    }
  }

  private Run volume(Path series, Path file, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of("volume", "--series", series.toString(), "--out", file.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan.mhd", "scan.mha", "scan.nii", "scan.nii.gz"})
  void a_series_becomes_a_volume_in_its_place(String name) throws IOException {
    Run run = volume(dicom, out.resolve(name));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out())
        .isEqualTo(
            "4 slices, 2 rows, 3 columns; spacing 2.5 x 0.75 x 0.5 mm; -500 to -188 HU, 0.0 %"
                + " padding; flags: none; files: 4 in, 4 of CT series, 0 rejected; series: 1 kept,"
                + " 0 rejected\n");
    CtVolume volume = VolumeFile.read(out.resolve(name));
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(-100, -50, 30));
    assertThat(volume.geometry().axes().row().zMm()).isEqualTo(-0.75);
    assertThat(volume.slice(3)).containsExactly(-200, -199, -198, -190, -189, -188);
    assertThat(written()).hasSize(name.endsWith(".mhd") ? 2 : 1);
  }

  @Test
  void an_array_has_a_json_beside_it() throws IOException {
    assertThat(volume(dicom, out.resolve("scan.npy")).status()).isZero();
    assertThat(written()).containsExactly("scan.json", "scan.npy");
    NpyFile array = NpyFile.open(out.resolve("scan.npy"));
    assertThat(array.shape()).containsExactly(4, 2, 3);
    assertThat(array.row(1).getShort(2 * 5)).isEqualTo((short) -388);
    JsonNode json = new ObjectMapper().readTree(out.resolve("scan.json").toFile());
    assertThat(json.get("series_uid").asText()).isEqualTo("1.2.3");
    assertThat(json.get("created_by").asText()).startsWith("nodulens ");
    assertThat(json.get("j_mm").get(2).asDouble()).isEqualTo(-0.75);
  }

  @Test
  void one_file_is_a_volume_as_deep_as_the_slice_is_thick() throws IOException {
    Run run = volume(dicom.resolve("1.2.3-7.dcm"), out.resolve("slice.mha"));
    assertThat(run.out())
        .startsWith("1 slices, 2 rows, 3 columns; spacing 2.5 x 0.75 x 0.5 mm; -300 to -288 HU")
        .contains("files: 1 in, 1 of CT series");
    // the third slice: -50 + 2 * 2.5
    assertThat(VolumeFile.read(out.resolve("slice.mha")).geometry().origin().yMm()).isEqualTo(-45);
  }

  @Test
  void of_several_series_one_is_chosen_by_its_uid() throws IOException {
    writeSeries("1.2.4", 3);
    Run several = volume(dicom, out.resolve("scan.nii"));
    assertThat(several.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(several.err())
        .contains("holds 2 CT series, expected one: 1.2.3, 1.2.4; --uid or --part chooses")
        .hasLineCount(1);
    assertThat(volume(dicom, out.resolve("scan.nii"), "--uid", "1.2.4").out())
        .startsWith("3 slices");
    Run none = volume(dicom, out.resolve("scan.nii"), "--uid", "1.2.5");
    assertThat(none.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(none.err()).contains("holds no CT series 1.2.5; it holds 1.2.3, 1.2.4");
    Run part = volume(dicom, out.resolve("scan.nii"), "--uid", "1.2.4", "--part", "2");
    assertThat(part.err()).contains("holds no CT series 1.2.4 part 2");
  }

  @Test
  void what_was_rejected_is_counted() throws IOException {
    Files.writeString(dicom.resolve("notes.txt"), "no image");
    Run run = volume(dicom, out.resolve("scan.npy"));
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out()).contains("files: 5 in, 4 of CT series, 1 rejected");
    Run strict = volume(dicom, out.resolve("scan.npy"), "--strict");
    assertThat(strict.status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void one_format_becomes_another() throws IOException {
    volume(dicom, out.resolve("scan.nii.gz"));
    Run run = volume(out.resolve("scan.nii.gz"), out.resolve("again.mhd"));
    assertThat(run.out()).contains("flags: none; 1 file").startsWith("4 slices");
    volume(out.resolve("again.mhd"), out.resolve("third.nii.gz"));
    assertThat(out.resolve("third.nii.gz")).hasSameBinaryContentAs(out.resolve("scan.nii.gz"));
  }

  @Test
  void slanting_slices_are_flagged_or_straightened() throws IOException {
    volume(dicom, out.resolve("scan.mhd"));
    Path header = out.resolve("scan.mhd");
    String text = Files.readString(header);
    // (0, 1, 0) becomes (0.6, 0.8, 0): 2.5 mm of it are 1.5 mm to the side, three columns, and
    // 2 mm on.
    Files.writeString(header, text.replace("0 0 -1 0 1 0", "0 0 -1 0.6 0.8 0"));
    Run asItIs = volume(header, out.resolve("slanting.nii"));
    assertThat(asItIs.out()).startsWith("4 slices, 2 rows, 3 columns").contains("flags: tilted;");
    Run straight = volume(header, out.resolve("straight.mha"), "--tilt", "resample");
    // 3 columns and three times three more for the shift of the last slice
    assertThat(straight.out())
        .startsWith("4 slices, 2 rows, 12 columns; spacing 2 x 0.75 x 0.5 mm")
        .contains("75.0 % padding; flags: tilt-resampled;");
  }

  @Test
  void a_tilted_series_is_refused_unless_it_is_to_be_straightened() throws IOException {
    // Each slice is 1.5 mm to the left of the one before: three columns.
    writeSeries("1.2.4", 3, new PatientVector(1.5, 2, 0));
    Run refused = volume(dicom, out.resolve("scan.npy"), "--uid", "1.2.4");
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err()).contains("a gantry tilted by 36.9 degrees").hasLineCount(1);
    Run straight = volume(dicom, out.resolve("scan.npy"), "--uid", "1.2.4", "--tilt", "resample");
    assertThat(straight.out())
        .startsWith("3 slices, 2 rows, 9 columns; spacing 2 x 0.75 x 0.5 mm; -500 to -288 HU")
        .contains("66.7 % padding; flags: tilt-resampled;");
    assertThat(new ObjectMapper().readTree(out.resolve("scan.json").toFile()).get("flags"))
        .hasSize(1);
  }

  @Test
  void values_that_cannot_be_hu_are_flagged() throws IOException {
    // 120 x 120 voxels of 1000 HU (0x03E8): neither air nor soft tissue.
    byte[] voxels = new byte[2 * 120 * 120];
    for (int at = 0; at < voxels.length; at += 2) {
      voxels[at] = (byte) 0xE8;
      voxels[at + 1] = 0x03;
    }
    volume(dicom.resolve("1.2.3-9.dcm"), out.resolve("scan.mhd"));
    Path header = out.resolve("scan.mhd");
    Files.writeString(
        header, Files.readString(header).replace("DimSize = 3 2 1", "DimSize = 120 120 1"));
    Files.write(out.resolve("scan.raw"), voxels);
    Run run = volume(header, out.resolve("scan.npy"));
    assertThat(run.status()).isEqualTo(ExitStatus.FINISHED);
    assertThat(run.out()).contains("1000 to 1000 HU, 0.0 % padding; flags: implausible-hu;");
    assertThat(run.err()).contains("may not be HU: all voxels have the same value").hasLineCount(1);
    assertThat(out.resolve("scan.json")).content().contains("implausible-hu");
  }

  @Test
  void an_out_file_is_replaced_with_what_belongs_to_it() throws IOException {
    writeSeries("1.2.4", 3);
    volume(dicom, out.resolve("scan.mhd"), "--uid", "1.2.3");
    assertThat(volume(dicom, out.resolve("scan.mhd"), "--uid", "1.2.4").status()).isZero();
    assertThat(VolumeFile.read(out.resolve("scan.mhd")).geometry().size().slices()).isEqualTo(3);
    assertThat(written()).containsExactly("scan.mhd", "scan.raw");
  }

  @Test
  void a_run_that_fails_leaves_what_was_there() throws IOException {
    volume(dicom, out.resolve("scan.npy"));
    byte[] before = Files.readAllBytes(out.resolve("scan.npy"));
    Path damaged = dicom.resolve("1.2.3-8.dcm");
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length - 4));
    Run run = volume(dicom, out.resolve("scan.npy"));
    assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.err()).contains("1.2.3-8.dcm").hasLineCount(1);
    assertThat(out.resolve("scan.npy")).hasBinaryContent(before);
    assertThat(written()).containsExactly("scan.json", "scan.npy");
  }

  @Test
  void mistakes_get_one_line_and_leave_no_file() throws IOException {
    Run format = volume(dicom, out.resolve("scan.txt"));
    assertThat(format.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(format.err())
        .contains("--out must end in one of [.npy, .mhd, .mha, .nii, .nii.gz], got")
        .hasLineCount(1);
    Run empty = volume(out, out.resolve("scan.npy"));
    assertThat(empty.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(empty.err()).contains("holds no CT series");
    Run missing = volume(folder.resolve("nowhere"), out.resolve("scan.npy"));
    assertThat(missing.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(missing.err()).contains("nowhere").hasLineCount(1);
    assertThat(written()).isEmpty();

    volume(dicom, out.resolve("scan.nii"));
    Run same = volume(out.resolve("scan.nii"), out.resolve("scan.nii"));
    assertThat(same.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(same.err()).contains("is the file that --series names");
    Run choice = volume(out.resolve("scan.nii"), out.resolve("a.nii"), "--uid", "1.2.3");
    assertThat(choice.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(choice.err()).contains("--uid and --part choose among DICOM series");
  }

  @Test
  void a_file_that_is_not_its_own_is_not_replaced() throws IOException {
    Path notes = Files.writeString(out.resolve("scan.json"), "{}");
    Run run = volume(dicom, out.resolve("scan.npy"));
    assertThat(run.status()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run.err()).contains("scan.json is there already").contains("--overwrite");
    assertThat(notes).hasContent("{}");
    assertThat(volume(dicom, out.resolve("scan.npy"), "--overwrite").status()).isZero();
    assertThat(notes).content().contains("nodulens-volume/1");
  }
}
