package org.nodulens.cropset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelIndex;
import org.nodulens.ct.VoxelSpacing;
import org.nodulens.nodule.Rating;
import org.nodulens.nodule.Readings;
import org.nodulens.volumeio.FormatException;

class CropSetTest {
  private static final GridSize SIZE = new GridSize(3, 2, 1);

  @TempDir private Path temporary;

  @Test
  void a_crop_comes_back_as_it_was_written() throws IOException {
    CropSet set = CropSet.open(write("a", 2));
    assertThat(set.records()).hasSize(2);
    CropRecord crop = set.records().get(1);
    assertThat(crop.cropId()).isEqualTo("crop-1");
    assertThat(crop.seriesUid()).isEqualTo("1.2.3");
    assertThat(crop.index()).isEqualTo(1);
    assertThat(crop.readings(Rating.MALIGNANCY).values()).containsExactly(5, 4, 4);
    assertThat(crop.readings(Rating.MARGIN)).isEqualTo(Readings.NONE);
    assertThat(crop.labels()).containsExactly(Map.entry("histology", "small, \"oat\" cell"));
    assertThat(crop.flags()).containsExactly("one", "two");
    assertThat(crop.affine()).contains(geometry());
    assertThat(set.volume(crop).hu(new VoxelIndex(2, 1, 0))).isEqualTo((short) 106);
    assertThat(set.mask(crop)).containsExactly(0, 1, 2, 3, 4, 0);
  }

  @Test
  void the_manifest_has_the_columns_of_the_contract_in_their_order() throws IOException {
    List<String> lines = Files.readAllLines(write("a", 1).resolve("manifest.csv"));
    assertThat(lines.get(0))
        .startsWith(
            "crop_id,source_id,patient_id,series_uid,sop_uid,shard,index,center_x_mm,center_y_mm,"
                + "center_z_mm,spacing_x_mm,spacing_y_mm,spacing_z_mm,diameter_mm,readers,i_x,i_y,"
                + "i_z,j_x,j_y,j_z,k_x,k_y,k_z,o_x,o_y,o_z,subtlety_mean,subtlety_median,"
                + "subtlety_readings,internal_structure_mean")
        .contains(
            "malignancy_mean,malignancy_median,malignancy_readings,label_histology,sha256,"
                + "padded_fraction,flags,subtlety_sd,")
        .endsWith("malignancy_sd,long_axis_mm,short_axis_mm,volume_mm3,mean_hu,outline_dice");
    // centre = origin + 1 column * (2,0,0) + 0.5 row * (0,2,0)
    assertThat(lines.get(1))
        .startsWith("crop-0,source,patient,1.2.3,1.2.3.4,00000,0,12,21,30,2,2,5,7.5,3,2,0,0,0,2,0")
        .contains(",4.333333333333333,4,5;4;4,\"small, \"\"oat\"\" cell\",");
  }

  @Test
  void the_hash_is_that_of_the_little_endian_bytes() throws IOException {
    // printf 'd\0e\0f\0g\0h\0i\0' | sha256sum: 100 to 105 as int16
    CropRecord crop = CropSet.open(write("a", 1)).records().get(0);
    assertThat(crop.sha256())
        .isEqualTo("3d413114fd75d3b88ff27c5d64f24ea945de5d88371d827ea72997934e2183c4");
  }

  @Test
  void the_same_crops_give_the_same_bytes() throws IOException {
    Path a = write("a", 3);
    Path b = write("b", 3);
    try (Stream<Path> files = Files.list(a)) {
      for (Path file : files.toList()) {
        assertThat(b.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void a_crop_without_affine_lies_in_a_frame_of_its_own() throws IOException {
    CropSetHeader header = new CropSetHeader(SIZE, Optional.empty(), "test", Map.of());
    Path folder = temporary.resolve("a");
    try (CropSetWriter writer = CropSetWriter.create(folder, header, List.of())) {
      CropGeometry geometry =
          new CropGeometry(CropCenter.ofSlice(-117.5), CropSpacing.inPlane(0.5), Optional.empty());
      NoduleFacts nodule = new NoduleFacts(OptionalDouble.empty(), 0, Map.of(), Map.of());
      writer.add(describe("crop", geometry, nodule), new short[6], new byte[6]);
    }
    CropSet set = CropSet.open(folder);
    CropRecord crop = set.records().get(0);
    assertThat(crop.center().point()).isEmpty();
    assertThat(crop.center().zMm()).hasValue(-117.5);
    assertThat(crop.spacing().zMm()).isEmpty();
    assertThat(set.volume(crop).geometry().spacing()).isEqualTo(new VoxelSpacing(0.5, 0.5, 1));
    assertThat(set.center(crop)).isEqualTo(PatientPoint.ORIGIN);
    // columns are 0.5 mm apart, the middle of three lies at 0
    assertThat(set.geometry(crop).origin().xMm()).isCloseTo(-0.5, within(1e-12));
  }

  @Test
  void a_missing_shard_is_named() throws IOException {
    Path folder = write("a", 1);
    Files.delete(folder.resolve("masks-00000.npy"));
    assertRefused(folder, "has no masks-00000.npy, which its manifest names");
  }

  @Test
  void a_row_beyond_the_shard_is_refused() throws IOException {
    Path folder = write("a", 1);
    edit(folder.resolve("manifest.csv"), ",00000,0,", ",00000,7,");
    assertRefused(folder, "crop crop-0 is row 7 of");
  }

  @Test
  void another_format_number_is_refused() throws IOException {
    Path folder = write("a", 1);
    edit(folder.resolve("cropset.json"), "nodulens-cropset/1", "nodulens-cropset/2");
    assertRefused(
        folder, "has format \"nodulens-cropset/2\"; this version reads nodulens-cropset/1");
  }

  @Test
  void a_missing_column_is_refused_and_an_unknown_one_is_not() throws IOException {
    Path folder = write("a", 1);
    edit(folder.resolve("manifest.csv"), "sha256,", "something_new,");
    assertThat(CropSet.open(folder).records()).hasSize(1);
    edit(folder.resolve("manifest.csv"), "diameter_mm", "diameter");
    assertRefused(folder, "has no column diameter_mm");
  }

  @Test
  void a_shard_never_leads_out_of_the_folder() throws IOException {
    Path folder = write("a", 1);
    edit(folder.resolve("manifest.csv"), ",00000,0,", ",../../00000,0,");
    assertRefused(folder, "shard must be the number of a shard, got \"../../00000\"");
  }

  @Test
  void a_folder_without_a_header_is_no_crop_set() {
    assertRefused(temporary, "is no crop set");
  }

  @Test
  void a_full_shard_makes_room_for_the_next() {
    // 256 MiB / (64^3 * 2 bytes) = 512
    assertThat(CropShards.cropsPerShard(new GridSize(64, 64, 64))).isEqualTo(512);
  }

  private static void assertRefused(Path folder, String message) {
    assertThatThrownBy(() -> CropSet.open(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(message);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replace(from, to));
  }

  private Path write(String name, int crops) throws IOException {
    Path folder = temporary.resolve(name);
    CropSetHeader header =
        new CropSetHeader(SIZE, Optional.empty(), "test", Map.of("shape", List.of(1, 2, 3)));
    try (CropSetWriter writer = CropSetWriter.create(folder, header, List.of("histology"))) {
      NoduleFacts nodule =
          new NoduleFacts(
              OptionalDouble.of(7.5),
              3,
              Map.of(Rating.MALIGNANCY, new Readings(List.of(5, 4, 4))),
              Map.of("histology", "small, \"oat\" cell"));
      for (int i = 0; i < crops; i++) {
        CropDescription crop = describe("crop-" + i, CropGeometry.of(geometry()), nodule);
        short first = (short) (100 + i);
        short[] hu = new short[6];
        for (int at = 0; at < hu.length; at++) {
          hu[at] = (short) (first + at);
        }
        writer.add(crop, hu, new byte[] {0, 1, 2, 3, 4, 0});
      }
    }
    return folder;
  }

  private static CropDescription describe(String id, CropGeometry geometry, NoduleFacts nodule) {
    CropOrigin origin = new CropOrigin("source", "patient", "1.2.3", "1.2.3.4");
    return new CropDescription(id, origin, geometry, nodule, 0.25, List.of("one", "two"));
  }

  private static VolumeGeometry geometry() {
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(2, 0, 0), new PatientVector(0, 2, 0), new PatientVector(0, 0, 5));
    return new VolumeGeometry(SIZE, new PatientPoint(10, 20, 30), axes);
  }
}
