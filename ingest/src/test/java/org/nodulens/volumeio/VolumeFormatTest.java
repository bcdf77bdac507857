package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelAxes;
import org.nodulens.ct.VoxelPoint;
import org.nodulens.ct.VoxelSpacing;

class VolumeFormatTest {
  private static final VolumeNote NOTE =
      new VolumeNote(Optional.of("1.2.3"), List.of("tilted"), "nodulens test");

  /** Half a float32's last digit at 400 mm, with room for three of them. */
  private static final double FLOAT32_MM = 1e-4;

  /** A qform's a is the root of what float32 leaves of 1: small ones lose half their digits. */
  private static final double QFORM_MM = 0.01;

  @TempDir private Path folder;

  private Path write(String name, CtVolume volume) throws IOException {
    Path file = folder.resolve(name);
    for (VolumePart part : VolumeFormat.ofName(file).orElseThrow().parts(file, volume, NOTE)) {
      Files.write(folder.resolve(part.fileName()), bytes(part));
    }
    return file;
  }

  private static byte[] bytes(VolumePart part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.content().writeTo(bytes);
    return bytes.toByteArray();
  }

  /** Any int16, padding among them, on a grid with rotated axes of unequal length. */
  private static CtVolume oblique(Random random) {
    PatientVector column = vector(random).unit();
    PatientVector slice = column.cross(vector(random)).unit();
    VoxelAxes axes =
        new VoxelAxes(column, slice.cross(column), slice)
            .withSpacing(new VoxelSpacing(0.7, 0.9, 1.0 + random.nextDouble()));
    PatientPoint origin = PatientPoint.ORIGIN.plus(vector(random).times(400));
    return volume(random, new VolumeGeometry(new GridSize(5, 4, 3), origin, axes));
  }

  private static CtVolume volume(Random random, VolumeGeometry geometry) {
    short[][] slices = new short[geometry.size().slices()][geometry.size().pixelsPerSlice()];
    for (short[] slice : slices) {
      for (int i = 0; i < slice.length; i++) {
        slice[i] = (short) random.nextInt();
      }
    }
    slices[0][0] = CtVolume.PADDING_HU;
    return new CtVolume(geometry, slices);
  }

  private static PatientVector vector(Random random) {
    return new PatientVector(
        random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5);
  }

  private static void assertSame(CtVolume read, CtVolume written, double toleranceMm) {
    assertThat(read.geometry().size()).isEqualTo(written.geometry().size());
    for (int k = 0; k < written.geometry().size().slices(); k++) {
      assertThat(read.slice(k)).isEqualTo(written.slice(k));
    }
    for (PatientPoint corner : written.geometry().corners()) {
      VoxelPoint voxel = written.geometry().toVoxel(corner);
      assertThat(read.geometry().toPatient(voxel).minus(corner).lengthMm())
          .isCloseTo(0, within(toleranceMm));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan.mhd", "scan.mha", "scan.nii", "scan.nii.gz"})
  void an_oblique_volume_comes_back_as_it_was(String name) throws IOException {
    Random random = new Random(5);
    double toleranceMm = name.startsWith("scan.m") ? 1e-9 : FLOAT32_MM;
    for (int trial = 0; trial < 20; trial++) {
      CtVolume volume = oblique(random);
      assertSame(VolumeFile.read(write(name, volume)), volume, toleranceMm);
    }
  }

  @Test
  void the_qform_of_a_written_file_says_what_its_sform_says() throws IOException {
    Random random = new Random(6);
    for (int trial = 0; trial < 50; trial++) {
      CtVolume volume = oblique(random);
      Path file = write("scan.nii", volume);
      byte[] bytes = Files.readAllBytes(file);
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(header.getShort(252)).isEqualTo((short) 1);
      assertThat(header.getShort(254)).isEqualTo((short) 1);
      header.putShort(254, (short) 0);
      assertSame(VolumeFile.read(Files.write(file, bytes)), volume, QFORM_MM);
    }
  }

  @Test
  void quarter_and_half_turns_have_quaternions_too() throws IOException {
    // All 24 right-handed ways to lay the axes along the patient's.
    PatientVector[] along = {
      PatientVector.LEFT,
      PatientVector.POSTERIOR,
      PatientVector.SUPERIOR,
      PatientVector.LEFT.times(-1),
      PatientVector.POSTERIOR.times(-1),
      PatientVector.SUPERIOR.times(-1)
    };
    int ways = 0;
    for (PatientVector column : along) {
      for (PatientVector row : along) {
        if (column.dot(row) == 0) {
          VoxelAxes axes = new VoxelAxes(column, row, column.cross(row));
          VolumeGeometry geometry =
              new VolumeGeometry(new GridSize(2, 3, 4), new PatientPoint(1, 2, 3), axes);
          CtVolume volume = volume(new Random(7), geometry);
          Path file = write("scan.nii", volume);
          byte[] bytes = Files.readAllBytes(file);
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
          assertSame(VolumeFile.read(Files.write(file, bytes)), volume, 1e-6);
          ways++;
        }
      }
    }
    assertThat(ways).isEqualTo(24);
  }

  @Test
  void shear_stands_in_the_sform_alone() throws IOException {
    VoxelAxes sheared =
        new VoxelAxes(
            new PatientVector(0.7, 0, 0), new PatientVector(0, 0.7, 0), new PatientVector(0, 1, 2));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(2, 3, 4), new PatientPoint(1, 2, 3), sheared);
    CtVolume volume = volume(new Random(8), geometry);
    Path file = write("scan.nii", volume);
    assertSame(VolumeFile.read(file), volume, FLOAT32_MM);
    assertThat(Files.readAllBytes(file)[252]).isZero();
    assertSame(VolumeFile.read(write("scan.mhd", volume)), volume, 1e-9);
  }

  @Test
  void a_left_handed_volume_is_written_as_it_is_and_read_right_handed() throws IOException {
    VoxelAxes leftHanded =
        new VoxelAxes(
            PatientVector.LEFT, PatientVector.POSTERIOR, PatientVector.SUPERIOR.times(-2));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(2, 3, 4), new PatientPoint(1, 2, 3), leftHanded);
    CtVolume volume = volume(new Random(9), geometry);
    for (String name : new String[] {"scan.mha", "scan.nii"}) {
      Path file = write(name, volume);
      byte[] bytes = Files.readAllBytes(file);
      if (name.endsWith(".nii")) { // by its qform
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);
      }
      CtVolume read = VolumeFile.read(Files.write(file, bytes));
      // 3 - 2 mm * (4 - 1) = -3
      assertThat(read.geometry().origin().minus(new PatientPoint(1, 2, -3)).lengthMm())
          .isCloseTo(0, within(1e-6));
      assertThat(read.slice(0)).isEqualTo(volume.slice(3));
      assertThat(read.slice(3)).isEqualTo(volume.slice(0));
    }
  }

  @Test
  void the_header_of_a_metaimage_is_the_text_that_itk_reads() throws IOException {
    VoxelAxes axes = VoxelAxes.alongPatient(new VoxelSpacing(0.5, 0.75, 1.25));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(2, 3, 4), new PatientPoint(-10.5, 0.001, 1e-7), axes);
    Path file = write("scan.mhd", volume(new Random(1), geometry));
    assertThat(file)
        .hasContent(
            """
            ObjectType = Image
            NDims = 3
            BinaryData = True
            BinaryDataByteOrderMSB = False
            CompressedData = False
            TransformMatrix = 1 0 0 0 1 0 0 0 1
            Offset = -10.5 0.001 0.0000001
            CenterOfRotation = 0 0 0
            ElementSpacing = 0.5 0.75 1.25
            DimSize = 2 3 4
            ElementType = MET_SHORT
            ElementDataFile = scan.raw
            """);
  }

  @Test
  void an_array_has_its_geometry_beside_it() throws IOException {
    VoxelAxes axes =
        new VoxelAxes(
            new PatientVector(0.5, 0, 0), new PatientVector(0, 0, -1), new PatientVector(0, 2, 0));
    VolumeGeometry geometry =
        new VolumeGeometry(new GridSize(3, 2, 4), new PatientPoint(-10.5, 20, 30), axes);
    CtVolume volume = volume(new Random(1), geometry);
    Path file = write("scan.npy", volume);
    NpyFile array = NpyFile.open(file);
    assertThat(array.dtype()).isEqualTo(NpyType.INT16);
    assertThat(array.shape()).containsExactly(4, 2, 3);
    assertThat(array.row(2).getShort(2 * 4)).isEqualTo(volume.slice(2)[4]);
    String text = Files.readString(folder.resolve("scan.json"));
    assertThat(text).doesNotContain("-0.0");
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"format": "nodulens-volume/1", "shape": [4, 2, 3], "spacing_mm": [2.0, 1.0, 0.5],
                     "frame": "LPS", "origin_mm": [-10.5, 20.0, 30.0],
                     "i_mm": [0.5, 0.0, 0.0], "j_mm": [0.0, 0.0, -1.0], "k_mm": [0.0, 2.0, 0.0],
                     "unit": "HU", "padding_hu": -32768, "series_uid": "1.2.3", "flags": ["tilted"],
                     "created_by": "nodulens test"}
                    """));
  }

  @ParameterizedTest
  @EnumSource(VolumeFormat.class)
  void the_same_volume_gives_the_same_bytes(VolumeFormat format) throws IOException {
    Path file = Path.of("scan" + format.ending());
    List<VolumePart> once = format.parts(file, oblique(new Random(3)), NOTE);
    List<VolumePart> again = format.parts(file, oblique(new Random(3)), NOTE);
    assertThat(once).isNotEmpty();
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).fileName()).startsWith("scan.");
      assertThat(bytes(once.get(i))).isEqualTo(bytes(again.get(i)));
    }
  }

  @Test
  void a_gzip_header_has_no_time_and_no_name() throws IOException {
    byte[] bytes = Files.readAllBytes(write("scan.nii.gz", oblique(new Random(3))));
    // RFC 1952: magic, deflate, no flags, no time.
    assertThat(bytes).startsWith(0x1F, 0x8B, 8, 0, 0, 0, 0, 0);
  }

  @Test
  void a_name_chooses_the_format() {
    assertThat(VolumeFormat.ofName(Path.of("a/b.nii.gz"))).contains(VolumeFormat.NIFTI_GZIP);
    assertThat(VolumeFormat.ofName(Path.of("b.nii"))).contains(VolumeFormat.NIFTI);
    assertThat(VolumeFormat.ofName(Path.of("b.gz"))).isEmpty();
    assertThat(VolumeFormat.ofName(Path.of(".npy"))).isEmpty();
    assertThat(VolumeFormat.ofName(Path.of("/"))).isEmpty();
  }

  @Test
  void what_a_format_cannot_hold_is_refused() {
    CtVolume volume = oblique(new Random(3));
    assertThatThrownBy(() -> VolumeFormat.META_IMAGE.parts(Path.of("50%.mhd"), volume, NOTE))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("50%.raw");
    VoxelAxes axes = VoxelAxes.alongPatient(VoxelSpacing.isotropic(1));
    CtVolume wide =
        new CtVolume(
            new VolumeGeometry(new GridSize(40_000, 1, 1), PatientPoint.ORIGIN, axes),
            new short[1][40_000]);
    assertThatThrownBy(() -> VolumeFormat.NIFTI.parts(Path.of("a.nii"), wide, NOTE))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("32767 voxels along an axis, there are 40000");
  }
}
