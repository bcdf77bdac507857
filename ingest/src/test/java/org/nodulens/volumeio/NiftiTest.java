package org.nodulens.volumeio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nodulens.ct.CtVolume;
import org.nodulens.ct.GridSize;
import org.nodulens.ct.PatientPoint;
import org.nodulens.ct.PatientVector;
import org.nodulens.ct.VolumeGeometry;
import org.nodulens.ct.VoxelPoint;

class NiftiTest {
  @TempDir private Path folder;

  /**
   * 2 x 1 x 2 voxels of int16 behind a header of nifti1.h, byte by byte: columns to the right (RAS
   * +x) 0.5 mm, rows to anterior 0.75 mm, slices to the head 2 mm, from RAS (10, 20, -30).
   */
  private static ByteBuffer first(ByteOrder order) {
    ByteBuffer file = ByteBuffer.allocate(360).order(order);
    file.putInt(0, 348);
    shorts(file, 40, 3, 2, 1, 2, 1, 1, 1, 1);
    shorts(file, 70, 4, 16);
    floats(file, 76, 1, 0.5, 0.75, 2);
    file.putFloat(108, 352);
    file.put(123, (byte) 2);
    shorts(file, 252, 0, 1);
    floats(file, 280, 0.5, 0, 0, 10, 0, 0.75, 0, 20, 0, 0, 2, -30);
    file.put(344, ascii("n+1"));
    shorts(file, 352, -1024, 40, 3071, -2000);
    return file;
  }

  /** The same behind a header of nifti2.h. */
  private static ByteBuffer second(ByteOrder order) {
    ByteBuffer file = ByteBuffer.allocate(552).order(order);
    file.putInt(0, 540);
    file.put(4, ascii("n+2\0\r\n\032\n"));
    shorts(file, 12, 4, 16);
    long[] dim = {3, 2, 1, 2, 1, 1, 1, 1};
    double[] rows = {0.5, 0, 0, 10, 0, 0.75, 0, 20, 0, 0, 2, -30};
    for (int i = 0; i < dim.length; i++) {
      file.putLong(16 + 8 * i, dim[i]);
    }
    file.putLong(168, 544);
    file.putInt(348, 1);
    for (int i = 0; i < rows.length; i++) {
      file.putDouble(400 + 8 * i, rows[i]);
    }
    file.putInt(500, 2);
    shorts(file, 544, -1024, 40, 3071, -2000);
    return file;
  }

  private static void shorts(ByteBuffer file, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      file.putShort(at + 2 * i, (short) values[i]);
    }
  }

  private static void floats(ByteBuffer file, int at, double... values) {
    for (int i = 0; i < values.length; i++) {
      file.putFloat(at + 4 * i, (float) values[i]);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(bytes);
    }
    return gzip.toByteArray();
  }

  private static byte[] bytes(ByteBuffer file) {
    byte[] bytes = new byte[file.capacity()];
    file.get(0, bytes);
    return bytes;
  }

  private CtVolume read(ByteBuffer file) throws IOException {
    return VolumeFile.read(Files.write(folder.resolve("a.nii"), bytes(file)));
  }

  static Stream<ByteBuffer> versions() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
        .flatMap(order -> Stream.of(first(order), second(order)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void ras_becomes_lps_in_either_version_and_byte_order(ByteBuffer file) throws IOException {
    CtVolume volume = read(file);
    VolumeGeometry geometry = volume.geometry();
    assertThat(geometry.size()).isEqualTo(new GridSize(2, 1, 2));
    // Both x and y change their sign, so the axes stay right-handed and the slices in order.
    assertThat(geometry.toPatient(new VoxelPoint(0, 0, 0)))
        .isEqualTo(new PatientPoint(-10, -20, -30));
    assertThat(geometry.toPatient(new VoxelPoint(1, 2, 3)))
        .isEqualTo(new PatientPoint(-10.5, -21.5, -24));
    assertThat(volume.slice(0)).containsExactly(-1024, 40);
    assertThat(volume.slice(1)).containsExactly(3071, -2000);
  }

  @Test
  void columns_to_the_left_put_the_last_slice_first() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    floats(file, 280, -0.5);
    CtVolume volume = read(file);
    assertThat(volume.geometry().origin()).isEqualTo(new PatientPoint(-10, -20, -28));
    assertThat(volume.geometry().toPatient(new VoxelPoint(1, 0, 1)))
        .isEqualTo(new PatientPoint(-9.5, -20, -30));
    assertThat(volume.slice(0)).containsExactly(3071, -2000);
  }

  @Test
  void a_qform_is_a_quaternion_times_pixdim_and_qfac() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    // b = 1/sqrt(2): a quarter turn about x takes y to z and z to -y. Columns to the right,
    // rows to the head, slices to posterior; qfac -1 turns these to anterior.
    floats(file, 76, -1);
    shorts(file, 252, 1, 0);
    floats(file, 256, Math.sqrt(0.5), 0, 0, 10, 20, -30);
    CtVolume volume = read(file);
    VolumeGeometry geometry = volume.geometry();
    // LPS: columns (-0.5, 0, 0), rows (0, 0, 0.75), so row x column direction is (0, +, 0): to
    // posterior. The file's slices run to anterior: (0, -2, 0); the last of them is the first.
    assertThat(apart(geometry.axes().column(), new PatientVector(-0.5, 0, 0)))
        .isCloseTo(0, within(1e-6));
    assertThat(apart(geometry.axes().row(), new PatientVector(0, 0, 0.75)))
        .isCloseTo(0, within(1e-6));
    assertThat(apart(geometry.axes().slice(), new PatientVector(0, 2, 0)))
        .isCloseTo(0, within(1e-6));
    assertThat(geometry.origin().minus(new PatientPoint(-10, -22, -30)).lengthMm())
        .isCloseTo(0, within(1e-6));
    assertThat(volume.slice(0)).containsExactly(3071, -2000);
  }

  private static double apart(PatientVector one, PatientVector other) {
    return one.plus(other.times(-1)).lengthMm();
  }

  @Test
  void the_sform_goes_before_the_qform() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    shorts(file, 252, 1, 1);
    floats(file, 256, 0, 0, 0, 99, 99, 99);
    assertThat(read(file).geometry().origin()).isEqualTo(new PatientPoint(-10, -20, -30));
    shorts(file, 252, 1, 0);
    assertThat(read(file).geometry().origin()).isEqualTo(new PatientPoint(-99, -99, 99));
  }

  @Test
  void metres_and_microns_become_millimetres() throws IOException {
    ByteBuffer metres = first(ByteOrder.LITTLE_ENDIAN).put(123, (byte) (1 | 8));
    floats(metres, 280, 0.001, 0, 0, 0.5, 0, 0.001, 0, 0.25, 0, 0, 0.002, 0.125);
    assertThat(read(metres).geometry().origin()).isEqualTo(new PatientPoint(-500, -250, 125));
    ByteBuffer microns = first(ByteOrder.LITTLE_ENDIAN).put(123, (byte) 3);
    floats(microns, 280, 500, 0, 0, 10_000, 0, 750, 0, 20_000, 0, 0, 2_000, -30_000);
    assertThat(read(microns).geometry().spacing().zMm()).isCloseTo(2, within(1e-9));
    ByteBuffer unknown = first(ByteOrder.LITTLE_ENDIAN).put(123, (byte) 0);
    assertThat(read(unknown).geometry().spacing().zMm()).isEqualTo(2);
  }

  @Test
  void values_are_scaled_unless_the_slope_is_0_or_none() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    floats(file, 112, 0.5, -1000);
    // -1512, -980; 3071 / 2 - 1000 = 535.5 goes to the even 536; -2000
    assertThat(read(file).slice(0)).containsExactly(-1512, -980);
    assertThat(read(file).slice(1)).containsExactly(536, -2000);
    for (double none : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      floats(file, 112, none, -1000);
      assertThat(read(file).slice(0)).containsExactly(-1024, 40);
    }
  }

  @Test
  void a_pair_is_found_from_either_file_compressed_or_not() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN).put(344, ascii("ni1"));
    file.putFloat(108, 0);
    byte[] header = Arrays.copyOf(bytes(file), 348);
    byte[] voxels = Arrays.copyOfRange(bytes(file), 352, 360);
    Path hdr = Files.write(folder.resolve("pair.hdr"), header);
    Path img = Files.write(folder.resolve("pair.img"), voxels);
    assertThat(VolumeFile.read(hdr).slice(0)).containsExactly(-1024, 40);
    assertThat(VolumeFile.read(img).slice(0)).containsExactly(-1024, 40);
    Path compressedHdr = Files.write(folder.resolve("packed.hdr.gz"), gzip(header));
    Path compressedImg = Files.write(folder.resolve("packed.img.gz"), gzip(voxels));
    assertThat(VolumeFile.read(compressedHdr).slice(1)).containsExactly(3071, -2000);
    assertThat(VolumeFile.read(compressedImg).slice(1)).containsExactly(3071, -2000);
    Files.delete(img);
    assertThatThrownBy(() -> VolumeFile.read(hdr))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("neither of [pair.img, pair.img.gz] is beside it");
    Path alone = Files.write(folder.resolve("alone.nii"), header);
    assertThatThrownBy(() -> VolumeFile.read(alone)).hasMessageContaining("must end in .hdr");
  }

  @Test
  void compression_shows_in_the_bytes_not_in_the_name() throws IOException {
    byte[] bytes = bytes(first(ByteOrder.LITTLE_ENDIAN));
    Path plain = Files.write(folder.resolve("plain.nii.gz"), bytes);
    Path compressed = Files.write(folder.resolve("compressed.nii"), gzip(bytes));
    assertThat(VolumeFile.read(plain).slice(0)).containsExactly(-1024, 40);
    assertThat(VolumeFile.read(compressed).slice(0)).containsExactly(-1024, 40);
  }

  @Test
  void a_fourth_dimension_of_one_is_none() throws IOException {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    shorts(file, 40, 7);
    assertThat(read(file).geometry().size().slices()).isEqualTo(2);
  }

  private static Arguments lie(Consumer<ByteBuffer> lie, String message) {
    ByteBuffer file = first(ByteOrder.LITTLE_ENDIAN);
    lie.accept(file);
    return Arguments.of(file, message);
  }

  private static Arguments lie2(Consumer<ByteBuffer> lie, String message) {
    ByteBuffer file = second(ByteOrder.LITTLE_ENDIAN);
    lie.accept(file);
    return Arguments.of(file, message);
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        lie(file -> file.putInt(0, 349), "does not start with a header of 348 or 540 bytes"),
        lie(file -> file.put(344, ascii("abc")), "ANALYZE 7.5 knows no orientation"),
        lie2(file -> file.put(10, (byte) 'x'), "its header has no magic"),
        lie(file -> shorts(file, 40, 2), "has 2 dimensions (dim[0])"),
        lie(file -> shorts(file, 40, -1), "has -1 dimensions (dim[0])"),
        lie(file -> shorts(file, 40, 4, 2, 1, 2, 5), "several volumes: dim[4] is 5"),
        lie(file -> shorts(file, 42, 0), "has 0 x 1 x 2 voxels"),
        lie(file -> shorts(file, 46, 3), "promises 2 x 1 x 3 voxels of 2 bytes, it can hold 8"),
        lie(file -> shorts(file, 42, 32767, 32767, 32767), "at most 67108864 in a slice"),
        lie2(file -> file.putLong(24, Long.MAX_VALUE), "at most 67108864 in a slice"),
        lie2(file -> file.putLong(40, Long.MAX_VALUE), "at most 67108864 in a slice"),
        lie(file -> shorts(file, 70, 1024), "has data type 1024"),
        lie(file -> shorts(file, 252, 0, 0), "neither sform_code nor qform_code is above 0"),
        lie(file -> floats(file, 280, Double.NaN), "voxels NaN mm apart"),
        lie(file -> floats(file, 292, Double.NaN), "first voxel at NaN mm"),
        lie(file -> floats(file, 292, 1e30), "up to 1 km are believed"),
        lie(file -> floats(file, 280, 0, 0, 0), "voxels 0.0 mm apart"),
        lie(
            file -> { // slices along rows
              floats(file, 304, 2);
              floats(file, 320, 0);
            },
            "has no affine of a volume"),
        lie(file -> file.put(123, (byte) 4), "has a unit of space 4"),
        lie(file -> floats(file, 112, 1, Double.NaN), "scl_slope 1.0 but scl_inter NaN"),
        lie(file -> floats(file, 108, 347), "vox_offset"),
        lie(file -> floats(file, 108, 352.5), "at byte 352.5"),
        lie(file -> floats(file, 108, Double.NaN), "vox_offset"),
        lie(file -> floats(file, 108, 1e18), "is truncated"),
        lie2(file -> file.putLong(168, Long.MAX_VALUE), "is truncated"),
        lie2(file -> file.putLong(168, Long.MIN_VALUE), "vox_offset"),
        lie(
            file -> {
              shorts(file, 252, 1, 0);
              floats(file, 256, 1, 1, 0);
            },
            "b^2 + c^2 + d^2 is 2.0"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void a_header_that_lies_is_refused(ByteBuffer file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message);
  }

  @Test
  void a_file_cut_anywhere_is_refused() throws IOException {
    byte[] plain = bytes(first(ByteOrder.LITTLE_ENDIAN));
    byte[] packed = gzip(plain);
    for (byte[] whole : new byte[][] {plain, packed}) {
      for (int length = 0; length < whole.length; length++) {
        Path cut = Files.write(folder.resolve("cut.nii"), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> VolumeFile.read(cut)).isInstanceOf(FormatException.class);
      }
    }
  }

  @Test
  void a_wrong_check_sum_is_damage() throws IOException {
    byte[] packed = gzip(bytes(first(ByteOrder.LITTLE_ENDIAN)));
    packed[packed.length - 8] ^= 1; // CRC-32, then the length
    Path path = Files.write(folder.resolve("a.nii.gz"), packed);
    assertThatThrownBy(() -> VolumeFile.read(path))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("is truncated or damaged");
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    assertThatThrownBy(() -> VolumeFile.read(folder.resolve("none.nii.gz")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
